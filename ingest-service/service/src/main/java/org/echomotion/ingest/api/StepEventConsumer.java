package org.echomotion.ingest.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.events.v1.ExplanationReady;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.store.ClipProgressStore;
import org.echomotion.ingest.store.ClipStage;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.trace.EventWork;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes {@code clip.segmented}, {@code ef.computed} and {@code explanation.ready}, and stores
 * the clip's progress. Deleted clips are ignored.
 */
@ApplicationScoped
class StepEventConsumer {

  private final ClipProgressStore progress;
  private final Actors actors;
  private final EventWork events;
  private final IngestMetrics metrics;

  StepEventConsumer(
      ClipProgressStore progress, Actors actors, IngestMetrics metrics, EventWork events) {
    this.events = events;
    this.metrics = metrics;
    this.progress = progress;
    this.actors = actors;
  }

  @Incoming("ingest-progress")
  @Blocking
  @Retry(
      maxRetries = -1,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      abortOn = EchoMotionException.class)
  void onEvent(
      byte[] payload,
      IncomingKafkaRecordMetadata<String, byte[]> record,
      Optional<TracingMetadata> tracing) {
    events.process(
        record.getTopic(),
        tracing.map(TracingMetadata::getCurrentContext),
        () -> note(payload, record.getTopic()));
  }

  private void note(byte[] payload, String topic) {
    try {
      switch (topic) {
        case "clip.segmented" -> {
          ClipSegmented event = ClipSegmented.parseFrom(payload);
          UUID clip = UUID.fromString(event.getClipId());
          actors.as(
              Actor.ofEvent(event.getTenant(), event.getActor()),
              () -> progress.reached(clip, ClipStage.SEGMENTED));
        }
        case "ef.computed" -> {
          EjectionFractionComputed event = EjectionFractionComputed.parseFrom(payload);
          UUID clip = UUID.fromString(event.getClipId());
          byte[] result = event.getResult().toBuilder().clearFrames().build().toByteArray();
          actors.as(
              Actor.ofEvent(event.getTenant(), event.getActor()),
              () ->
                  progress
                      .computed(clip, result)
                      .ifPresent(
                          received ->
                              metrics.uploadToEf(Duration.between(received, Instant.now()))));
        }
        case "explanation.ready" -> {
          ExplanationReady event = ExplanationReady.parseFrom(payload);
          UUID clip = UUID.fromString(event.getClipId());
          actors.as(
              Actor.ofEvent(event.getTenant(), event.getActor()),
              () -> progress.reached(clip, ClipStage.EXPLAINED));
        }
        default -> throw new EchoMotionException(IngestError.BAD_EVENT, topic);
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new EchoMotionException(e, IngestError.BAD_EVENT, topic);
    }
  }
}
