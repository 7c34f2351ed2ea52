package org.echomotion.activelearning.api;

import io.grpc.StatusRuntimeException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.activelearning.store.Corrections;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.CorrectFrameResponse;
import org.echomotion.contract.activelearning.v1.ListCorrectionsRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsResponse;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;

/** Answers requests about corrections, over gRPC and REST alike. */
@ApplicationScoped
class CorrectionAnswers {

  private final Corrections corrections;
  private final EfClient results;
  private final SegmentationClient segmentation;
  private final SecurityIdentity caller;

  CorrectionAnswers(
      Corrections corrections,
      EfClient results,
      SegmentationClient segmentation,
      SecurityIdentity caller) {
    this.corrections = corrections;
    this.results = results;
    this.segmentation = segmentation;
    this.caller = caller;
  }

  CorrectFrameResponse correct(CorrectFrameRequest request) {
    UUID clip = Requests.uuid("clip_id", request.getClipId());
    Submission drawn = Requests.correction(request);
    Corrections.Frame frame;
    try {
      frame = frame(clip, request.getFrameIndex());
    } catch (StatusRuntimeException e) {
      throw new EchoMotionException(e, ActiveLearningError.FRAMES_AWAY);
    }
    return CorrectFrameResponse.newBuilder()
        .setCorrection(corrections.keep(frame, person(), drawn))
        .build();
  }

  ListCorrectionsResponse list(ListCorrectionsRequest request) {
    return corrections.of(Requests.uuid("clip_id", request.getClipId()), person());
  }

  /** Returns a frame as the other services know it. */
  private Corrections.Frame frame(UUID clip, int index) {
    EjectionFraction result =
        results
            .ofStudy(corrections.studyKey(clip, index))
            .flatMap(
                study ->
                    study.getResultsList().stream()
                        .filter(each -> each.getClipId().equals(clip.toString()))
                        .reduce((earlier, later) -> later))
            .orElseThrow(CorrectionAnswers::missing);
    String view = EjectionFractionComputedConsumer.view(result);
    if (view.isEmpty()) {
      throw Requests.bad("only frames of A4C and A2C can be corrected");
    }
    FrameSegmentation outlined =
        segmentation
            .of(clip)
            .flatMap(frames -> at(frames, index))
            .orElseThrow(CorrectionAnswers::missing);
    return new Corrections.Frame(
        clip,
        index,
        view,
        phase(result, index),
        outlined.getMeanBoundaryEntropy(),
        new Outline(outlined.getContourList()),
        result.getProvenance());
  }

  private static Optional<FrameSegmentation> at(List<FrameSegmentation> frames, int index) {
    return frames.stream().filter(frame -> frame.getFrameIndex() == index).findFirst();
  }

  private static Phase phase(EjectionFraction result, int index) {
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

  private static EchoMotionException missing() {
    return new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP);
  }

  private String person() {
    return caller.getPrincipal().getName();
  }
}
