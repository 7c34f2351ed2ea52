package org.echomotion.ef.api.measuring;

import io.smallrye.faulttolerance.api.BeforeRetry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.ef.api.messages.ClipSegmentedEvent;
import org.echomotion.ef.api.messages.PoorQuality;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.ef.api.peers.SegmentationClient;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.metrics.EfMetrics;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.DeletedClip;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.LogRetry;
import org.echomotion.tenant.Actor;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Measures one clip, stores the results of the clip and its study once, and sends {@code
 * ef.computed}.
 */
@ApplicationScoped
class EjectionFractionStep {

  private static final Logger LOG = Logger.getLogger(EjectionFractionStep.class);

  private final SegmentationClient segmentedFrames;
  private final ClipMeasuring measuring;
  private final StudyMeasuring studies;
  private final EjectionFractionStore store;
  private final EfMetrics metrics;
  private final MutinyEmitter<Record<String, byte[]>> computed;

  EjectionFractionStep(
      SegmentationClient segmentedFrames,
      ClipMeasuring measuring,
      StudyMeasuring studies,
      EjectionFractionStore store,
      EfMetrics metrics,
      @Channel("ef-ef-computed") MutinyEmitter<Record<String, byte[]>> computed) {
    this.segmentedFrames = segmentedFrames;
    this.measuring = measuring;
    this.studies = studies;
    this.store = store;
    this.metrics = metrics;
    this.computed = computed;
  }

  /**
   * Measures a clip. Returns once the clip's result and the study's combined result are stored and
   * the broker has acknowledged {@code ef.computed}. If the clip was deleted meanwhile, it is
   * skipped.
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
  public void perform(ClipSegmentedEvent clip) {
    Optional<ModelReference> corrector = measuring.corrector();
    Optional<String> studyKey = store.studyKey(clip.studyId());
    Optional<StoredResult> standing =
        studyKey.flatMap(
            key ->
                store
                    .find(clip.clipId(), measuring.provenance(clip.segmentation(), corrector))
                    .or(() -> metrics.measuring(() -> measured(clip, key, corrector))));
    if (standing.isEmpty() || !storesStudy(studyKey.get())) {
      LOG.infof("Clip %s was deleted before it was measured", clip.clipId());
      return;
    }
    computed.sendAndAwait(
        Record.of(clip.studyId().toString(), event(standing.get(), clip.actor()).toByteArray()));
  }

  private Optional<StoredResult> measured(
      ClipSegmentedEvent clip, String studyKey, Optional<ModelReference> corrector) {
    Optional<SegmentationClient.Outlines> outlines =
        segmentedFrames.of(clip.clipId(), clip.frameCount());
    if (outlines.isEmpty()) {
      return Optional.empty();
    }
    ClipResult result =
        measuring.measure(
            new SegmentedClip(
                outlines.get().frames(),
                clip.frameRate(),
                clip.spacing(),
                clip.recording(),
                clip.view().getView() == View.VIEW_OTHER),
            clip.view().getView(),
            outlines.get().provenance(),
            corrector);
    StoredResult stored =
        new StoredResult(
            UUID.randomUUID(),
            clip.clipId(),
            clip.studyId(),
            ResultMessages.of(
                clip,
                studyKey,
                result,
                measuring.provenance(outlines.get().provenance(), corrector)),
            clip.clipCreatedAt(),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      StoredResult saved = store.save(stored);
      metrics.measured(saved.result());
      return Optional.of(saved);
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Stores the study's combined result; false if the study was deleted. */
  private boolean storesStudy(String studyKey) {
    try {
      studies.store(studyKey);
      return true;
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The event without frames, because there are many; GetEjectionFraction returns them. It does not
   * name the study's key either, because events outlive a deleted study. Numbers of poor quality
   * are withheld.
   */
  private static EjectionFractionComputed event(StoredResult stored, Actor actor) {
    return EjectionFractionComputed.newBuilder()
        .setStudyId(stored.studyId().toString())
        .setClipId(stored.clipId().toString())
        .setOccurredAt(ResultMessages.timestamp(stored.createdAt()))
        .setResult(
            PoorQuality.answer(stored.result(), false).toBuilder().clearFrames().clearStudyKey())
        .setTenant(actor.tenant())
        .setActor(actor.name())
        .build();
  }
}
