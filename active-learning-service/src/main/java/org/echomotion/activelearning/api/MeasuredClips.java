package org.echomotion.activelearning.api;

import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.store.Corrections;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;

/** Clips as ef-service and segmentation-service know them. */
@ApplicationScoped
public class MeasuredClips {

  private final Corrections corrections;
  private final EfClient results;
  private final SegmentationClient segmentation;

  MeasuredClips(Corrections corrections, EfClient results, SegmentationClient segmentation) {
    this.corrections = corrections;
    this.results = results;
    this.segmentation = segmentation;
  }

  /**
   * A measured clip with its outlines.
   *
   * @param view A4C or A2C
   */
  public record Clip(
      UUID id, String view, EjectionFraction result, List<FrameSegmentation> outlines) {

    public Clip {
      outlines = List.copyOf(outlines);
    }

    /**
     * Returns a frame.
     *
     * @throws EchoMotionException NO_SUCH_CLIP if the clip has no such frame
     */
    public Corrections.Frame frame(int index) {
      FrameSegmentation outlined =
          outlines.stream()
              .filter(frame -> frame.getFrameIndex() == index)
              .findFirst()
              .orElseThrow(MeasuredClips::missing);
      return new Corrections.Frame(
          id,
          index,
          view,
          phase(index),
          outlined.getMeanBoundaryEntropy(),
          new Outline(outlined.getContourList()),
          result.getProvenance());
    }

    private Phase phase(int index) {
      for (Beat beat : result.getBeatsList()) {
        if (beat.getEndDiastolicFrame() == index) {
          return Phase.END_DIASTOLE;
        }
        if (beat.getEndSystolicFrame() == index) {
          return Phase.END_SYSTOLE;
        }
      }
      return Phase.OTHER;
    }
  }

  /**
   * Returns a clip.
   *
   * @throws EchoMotionException NO_SUCH_CLIP if there is no such clip, or if it has no result;
   *     BAD_REQUEST if it shows neither A4C nor A2C; FRAMES_AWAY if a service does not answer
   */
  public Clip of(UUID clip) {
    try {
      EjectionFraction result =
          results
              .ofStudy(corrections.studyKey(clip, 0))
              .flatMap(
                  study ->
                      study.getResultsList().stream()
                          .filter(each -> each.getClipId().equals(clip.toString()))
                          .reduce((earlier, later) -> later))
              .orElseThrow(MeasuredClips::missing);
      String view = EjectionFractionComputedConsumer.view(result);
      if (view.isEmpty()) {
        throw Requests.bad("only frames of A4C and A2C can be corrected");
      }
      return new Clip(
          clip, view, result, segmentation.of(clip).orElseThrow(MeasuredClips::missing));
    } catch (StatusRuntimeException e) {
      throw new EchoMotionException(e, ActiveLearningError.FRAMES_AWAY);
    }
  }

  private static EchoMotionException missing() {
    return new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP);
  }
}
