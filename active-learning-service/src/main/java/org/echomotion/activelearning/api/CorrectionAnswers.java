package org.echomotion.activelearning.api;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.activelearning.store.Corrections;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.CorrectFrameResponse;
import org.echomotion.contract.activelearning.v1.ListCorrectionsRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsResponse;

/** Answers requests about corrections, over gRPC and REST alike. */
@ApplicationScoped
class CorrectionAnswers {

  private final Corrections corrections;
  private final MeasuredClips clips;
  private final SecurityIdentity caller;

  CorrectionAnswers(Corrections corrections, MeasuredClips clips, SecurityIdentity caller) {
    this.corrections = corrections;
    this.clips = clips;
    this.caller = caller;
  }

  CorrectFrameResponse correct(CorrectFrameRequest request) {
    UUID clip = Requests.uuid("clip_id", request.getClipId());
    Submission drawn = Requests.correction(request);
    Corrections.Frame frame = clips.of(clip).frame(request.getFrameIndex());
    return CorrectFrameResponse.newBuilder()
        .setCorrection(corrections.keep(frame, person(), drawn))
        .build();
  }

  ListCorrectionsResponse list(ListCorrectionsRequest request) {
    return corrections.of(Requests.uuid("clip_id", request.getClipId()), person());
  }

  private String person() {
    return caller.getPrincipal().getName();
  }
}
