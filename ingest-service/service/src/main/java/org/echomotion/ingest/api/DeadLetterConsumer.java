package org.echomotion.ingest.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.store.ClipProgressStore;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the dead letters of the other services, and marks their clips as failed. */
@ApplicationScoped
class DeadLetterConsumer {

  private static final String REASON_HEADER = "dead-letter-reason";
  private static final int LONGEST_REASON = 500;

  private final ClipProgressStore progress;
  private final Actors actors;
  private final IngestMetrics metrics;

  DeadLetterConsumer(ClipProgressStore progress, Actors actors, IngestMetrics metrics) {
    this.metrics = metrics;
    this.progress = progress;
    this.actors = actors;
  }

  /** If the message names no clip, all unfinished clips of its study fail. */
  @Incoming("ingest-dead-letters")
  @Blocking
  @Retry(
      maxRetries = -1,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      abortOn = EchoMotionException.class)
  void onDeadLetter(byte[] payload, IncomingKafkaRecordMetadata<String, byte[]> record) {
    String reason = reason(record);
    EventSubject subject = EventSubject.of(payload);
    Optional<UUID> study = EventSubject.uuid(record.getKey()).or(subject::studyId);
    Actor actor = new Actor(subject.tenant(), "ingest-service");
    if (subject.clipId().isPresent()) {
      actors.as(actor, () -> progress.failed(subject.clipId().get(), reason));
    } else if (study.isPresent()) {
      actors.as(actor, () -> progress.studyFailed(study.get(), reason));
    } else {
      throw new EchoMotionException(IngestError.BAD_EVENT, record.getTopic());
    }
    metrics.clipFailed(record.getTopic().replace(".dead-letter", ""));
  }

  private static String reason(IncomingKafkaRecordMetadata<String, byte[]> record) {
    Header header = record.getHeaders().lastHeader(REASON_HEADER);
    String reason =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    if (reason.isEmpty()) {
      return "A step failed and gave no reason; its message is on topic " + record.getTopic() + ".";
    }
    return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
  }
}
