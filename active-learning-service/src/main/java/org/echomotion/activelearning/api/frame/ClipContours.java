package org.echomotion.activelearning.api.frame;

import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.api.SegmentationClient;
import org.echomotion.activelearning.store.Leases;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;

/** The model's outlines of a clip, for the page. */
@ApplicationScoped
class ClipContours {

  private final SegmentationClient segmentation;
  private final Leases leases;

  ClipContours(SegmentationClient segmentation, Leases leases) {
    this.segmentation = segmentation;
    this.leases = leases;
  }

  /** A corner of an outline, working pixels. */
  public record Corner(float x, float y) {}

  /**
   * The model's outline of a frame.
   *
   * @param points empty if the model found no left ventricle
   */
  public record FrameContour(int frameIndex, List<Corner> points) {}

  /** The outlines in the order of frames; an empty list if the caller must not see them now. */
  public record Contours(List<FrameContour> contours) {}

  /**
   * Returns the outlines.
   *
   * @throws EchoMotionException NO_SUCH_CLIP, or FRAMES_AWAY if segmentation-service cannot be
   *     reached
   */
  Contours of(UUID clip, String reader) {
    if (leases.drawsWithoutProposal(clip, reader)) {
      return new Contours(List.of());
    }
    List<FrameSegmentation> frames;
    try {
      frames =
          segmentation
              .of(clip)
              .orElseThrow(() -> new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP));
    } catch (StatusRuntimeException e) {
      throw new EchoMotionException(e, ActiveLearningError.FRAMES_AWAY);
    }
    return new Contours(
        frames.stream()
            .map(
                frame ->
                    new FrameContour(
                        frame.getFrameIndex(),
                        frame.getContourList().stream()
                            .map(point -> new Corner(point.getX(), point.getY()))
                            .toList()))
            .toList());
  }
}
