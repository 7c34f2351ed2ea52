package org.echomotion.xai.api;

import io.smallrye.faulttolerance.api.BeforeRetry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.events.v1.ExplanationReady;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.LogRetry;
import org.echomotion.error.Peer;
import org.echomotion.json.ProtoTime;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.xai.explain.Artefact;
import org.echomotion.xai.explain.ExplainedClip;
import org.echomotion.xai.explain.Explainer;
import org.echomotion.xai.metrics.XaiMetrics;
import org.echomotion.xai.store.ExplanationStore;
import org.echomotion.xai.store.StoredArtefact;
import org.echomotion.xai.store.StoredExplanation;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Explains one clip, stores the explanation once, and publishes {@code explanation.ready}. The
 * consumer only receives and acknowledges.
 */
@ApplicationScoped
class ExplanationStep {

  private static final Logger LOG = Logger.getLogger(ExplanationStep.class);

  private final IngestClient ingested;
  private final SegmentationClient segmented;
  private final EfClient computed;
  private final ExplanationStore store;
  private final MutinyEmitter<Record<String, byte[]>> ready;
  private final Actors actors;
  private final XaiMetrics metrics;
  private final Explainer explainer = new Explainer();

  ExplanationStep(
      IngestClient ingested,
      SegmentationClient segmented,
      EfClient computed,
      ExplanationStore store,
      @Channel("xai-explanation-ready") MutinyEmitter<Record<String, byte[]>> ready,
      Actors actors,
      XaiMetrics metrics) {
    this.metrics = metrics;
    this.ingested = ingested;
    this.segmented = segmented;
    this.computed = computed;
    this.store = store;
    this.ready = ready;
    this.actors = actors;
  }

  /**
   * Returns when the explanation is stored and the broker has acknowledged {@code
   * explanation.ready}. A clip that was deleted meanwhile is dropped.
   *
   * @param provenance provenance of the announced result
   * @throws EchoMotionException if a retry would not help
   * @throws RuntimeException if a peer, the study store, the disk or the broker failed for ten
   *     minutes
   */
  @Retry(
      maxRetries = -1,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      delay = 200,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 10, maxDelayUnit = ChronoUnit.SECONDS)
  @BeforeRetry(LogRetry.class)
  public void perform(UUID studyId, UUID clipId, Provenance provenance) {
    Optional<StoredExplanation> standing =
        standing(clipId, provenance)
            .or(() -> metrics.explaining(() -> explained(studyId, clipId, Optional.empty())));
    if (standing.isEmpty()) {
      LOG.infof("Clip %s was deleted before it was explained", clipId);
      return;
    }
    ready.sendAndAwait(
        Record.of(studyId.toString(), event(standing.get(), actors.required()).toByteArray()));
  }

  /**
   * Makes an explanation again and replaces the damaged one. The damaged one stays until then.
   *
   * @throws RuntimeException if a step or a peer failed
   */
  void makeAgain(StoredExplanation damaged) {
    explained(damaged.studyId(), damaged.clipId(), Optional.of(damaged));
  }

  private Optional<StoredExplanation> standing(UUID clipId, Provenance provenance) {
    return store.find(clipId, provenance.getModelVersion(), configurationHash(provenance));
  }

  private Optional<StoredExplanation> explained(
      UUID studyId, UUID clipId, Optional<StoredExplanation> damaged) {
    try {
      Clip clip = ingested.clip(clipId);
      EjectionFraction result = evidence(clipId, () -> computed.of(clipId));
      Optional<StoredExplanation> newer =
          standing(clipId, result.getProvenance()).filter(found -> !isSame(found, damaged));
      if (newer.isPresent()) {
        return newer;
      }
      ExplainedClip evidence =
          ExplainedClip.of(clip, result, evidence(clipId, () -> segmented.outlines(clipId)));
      Geometry geometry = clip.getGeometry();
      List<Artefact> artefacts =
          explainer.explain(
              evidence,
              ingested.display(clipId, clip),
              frames ->
                  segmented.heatmaps(
                      ingested.working(clipId, clip, frames),
                      geometry.getWorkingHeight(),
                      geometry.getWorkingWidth()));
      return store.save(
          clipId,
          studyId,
          configurationHash(result.getProvenance()),
          result.getProvenance(),
          artefacts,
          damaged);
    } catch (ClipGoneException e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(StoredExplanation one, Optional<StoredExplanation> other) {
    return other.map(o -> o.id().equals(one.id())).orElse(false);
  }

  /**
   * Calls a peer that has no data of deleted clips.
   *
   * @throws ClipGoneException if the peer rejected the call because the clip was deleted
   */
  private <T> T evidence(UUID clipId, Supplier<T> question) {
    try {
      return question.get();
    } catch (EchoMotionException e) {
      if (e.getCause() != null && Peer.notFound(e.getCause())) {
        ingested.clip(clipId);
      }
      throw e;
    }
  }

  /**
   * Hash of the model's files, the settings of the previous steps, and the look of the pictures.
   */
  private static String configurationHash(Provenance provenance) {
    String text =
        String.join(
            "\n",
            provenance.getModelName(),
            provenance.getModelSha256(),
            provenance.getConfigurationHash(),
            provenance.getSoftwareVersion(),
            Explainer.VERSION);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static ExplanationReady event(StoredExplanation explanation, Actor actor) {
    return ExplanationReady.newBuilder()
        .setStudyId(explanation.studyId().toString())
        .setClipId(explanation.clipId().toString())
        .setOccurredAt(ProtoTime.of(explanation.createdAt()))
        .addAllArtefacts(
            explanation.artefacts().stream().map(StoredArtefact::name).sorted().toList())
        .setTenant(actor.tenant())
        .setActor(actor.name())
        .build();
  }
}
