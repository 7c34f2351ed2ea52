package org.echomotion.ef.api.measuring;

import com.google.protobuf.Timestamp;
import io.smallrye.faulttolerance.api.BeforeRetry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.ef.api.answers.PoorQuality;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.ef.api.messages.SegmentedMessages;
import org.echomotion.ef.api.peers.SegmentedFrames;
import org.echomotion.ef.clip.ClipOutcome;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.DeletedClip;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.LogRetry;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Measures one clip, keeps the result once, and tells so. */
@ApplicationScoped
class EjectionFractionStep {

  private static final Logger LOG = Logger.getLogger(EjectionFractionStep.class);

  private static final String OTHER_VIEW =
      "The cine shows neither an apical four-chamber nor an apical two-chamber view, and the"
          + " ejection fraction is measured in these only. If it is one of them, upload it to"
          + " another study with its view stated.";

  private final SegmentedFrames segmentedFrames;
  private final ClipMeasuring measuring;
  private final EjectionFractionStore store;
  private final MutinyEmitter<Record<String, byte[]>> computed;

  EjectionFractionStep(
      SegmentedFrames segmentedFrames,
      ClipMeasuring measuring,
      EjectionFractionStore store,
      @Channel("ef-ef-computed") MutinyEmitter<Record<String, byte[]>> computed) {
    this.segmentedFrames = segmentedFrames;
    this.measuring = measuring;
    this.store = store;
    this.computed = computed;
  }

  /**
   * Returns when the result is stored and the broker has acknowledged {@code ef.computed}. A clip
   * that was deleted meanwhile is dropped.
   *
   * @throws EchoMotionException if trying again would not help
   * @throws RuntimeException if a peer, the study store or the broker failed for ten minutes
   */
  @Retry(
      maxRetries = -1,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      delay = 200,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 10, maxDelayUnit = ChronoUnit.SECONDS)
  @BeforeRetry(LogRetry.class)
  public void perform(SegmentedMessages clip) {
    Optional<ModelReference> corrector = measuring.corrector();
    Optional<StoredResult> standing =
        store
            .find(clip.clipId(), measuring.provenance(clip.segmentation(), corrector))
            .or(() -> measured(clip, corrector));
    if (standing.isEmpty()) {
      LOG.infof("Clip %s was deleted before it was measured", clip.clipId());
      return;
    }
    computed.sendAndAwait(
        Record.of(clip.studyId().toString(), event(standing.get()).toByteArray()));
  }

  private Optional<StoredResult> measured(
      SegmentedMessages clip, Optional<ModelReference> corrector) {
    Optional<SegmentedFrames.Outlines> outlines =
        segmentedFrames.of(clip.clipId(), clip.frameCount());
    if (outlines.isEmpty()) {
      return Optional.empty();
    }
    ClipResult result =
        measuring.measure(
            new SegmentedClip(
                outlines.get().frames(), clip.frameRate(), clip.spacing(), clip.recording()),
            outlines.get().provenance(),
            corrector);
    StoredResult stored =
        new StoredResult(
            clip.clipId(),
            clip.studyId(),
            ResultMessages.of(
                clip,
                refusedIfOther(clip, result),
                measuring.provenance(outlines.get().provenance(), corrector)),
            clip.clipCreatedAt(),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      return Optional.of(store.save(stored));
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ClipResult refusedIfOther(SegmentedMessages clip, ClipResult result) {
    return clip.view().getView() == View.VIEW_OTHER
        ? result.refused(new ClipOutcome.Withheld(ClipOutcome.Cause.OTHER_VIEW, OTHER_VIEW))
        : result;
  }

  /**
   * Without the frames: they are many, and to be had with GetEjectionFraction. Nobody asked for
   * poor numbers here either.
   */
  private static EjectionFractionComputed event(StoredResult stored) {
    return EjectionFractionComputed.newBuilder()
        .setStudyId(stored.studyId().toString())
        .setClipId(stored.clipId().toString())
        .setOccurredAt(
            Timestamp.newBuilder()
                .setSeconds(stored.createdAt().getEpochSecond())
                .setNanos(stored.createdAt().getNano()))
        .setResult(PoorQuality.withheld(stored.result()).toBuilder().clearFrames())
        .build();
  }
}
