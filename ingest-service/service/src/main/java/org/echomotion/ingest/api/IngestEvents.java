package org.echomotion.ingest.api;

import com.google.protobuf.MessageLite;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.ingest.store.DeletedStudy;
import org.echomotion.ingest.store.Outbox;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.trace.TraceParent;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Sends the events of ingest, and marks each as published once the broker has acknowledged it. If
 * the broker does not answer in time, {@link OutboxSweep} sends the event again.
 */
@ApplicationScoped
class IngestEvents {

  private static final Logger LOG = Logger.getLogger(IngestEvents.class);

  /** Longest time that a caller waits for the broker. A timeout does not fail the upload. */
  private static final Duration CALLER_WAITS = Duration.ofSeconds(2);

  private static final Duration SWEEP_WAITS = Duration.ofSeconds(30);

  private final MutinyEmitter<byte[]> clipIngested;
  private final MutinyEmitter<byte[]> studyDeleted;
  private final Outbox outbox;

  IngestEvents(
      @Channel("ingest-clip-ingested") MutinyEmitter<byte[]> clipIngested,
      @Channel("ingest-study-deleted") MutinyEmitter<byte[]> studyDeleted,
      Outbox outbox) {
    this.clipIngested = clipIngested;
    this.studyDeleted = studyDeleted;
    this.outbox = outbox;
  }

  /**
   * Sends {@code clip.ingested}. If the broker does not answer in time, the sweep sends it again.
   */
  void publishNow(StoredClip clip) {
    try {
      publish(clip, CALLER_WAITS);
    } catch (RuntimeException e) {
      LOG.warnf("clip.ingested could not be sent and will be sent again: %s", e.toString());
    }
  }

  /**
   * Sends {@code study.deleted}. If the broker does not answer in time, the sweep sends it again.
   */
  void publishNow(DeletedStudy study) {
    try {
      publish(study, CALLER_WAITS);
    } catch (RuntimeException e) {
      LOG.warnf("study.deleted could not be sent and will be sent again: %s", e.toString());
    }
  }

  /** Sends {@code clip.ingested}; throws if the broker does not acknowledge it. */
  void publish(StoredClip clip) {
    publish(clip, SWEEP_WAITS);
  }

  /** Sends {@code study.deleted}; throws if the broker does not acknowledge it. */
  void publish(DeletedStudy study) {
    publish(study, SWEEP_WAITS);
  }

  private void publish(StoredClip clip, Duration patience) {
    ClipIngested.Builder event =
        ClipIngested.newBuilder()
            .setStudyId(clip.studyId().toString())
            .setClipId(clip.id().toString())
            .setOccurredAt(IngestMessages.timestamp(clip.createdAt()))
            .setView(IngestMessages.view(clip.view()))
            .setViewSource(IngestMessages.viewSource(clip.viewSource()))
            .setFrameCount(clip.frameCount())
            .setFrameRateHz(clip.frameRateHz())
            .setPreprocessingVersion(clip.preprocessingVersion())
            .setRecording(IngestMessages.recording(clip.recording()))
            .setTenant(clip.createdBy().tenant())
            .setActor(clip.createdBy().name());
    clip.geometry().mmPerWorkingPixel().ifPresent(event::setMmPerWorkingPixel);
    send(clipIngested, clip.studyId(), event.build(), clip.traceParent()).await().atMost(patience);
    outbox.clipPublished(clip.id());
  }

  private void publish(DeletedStudy study, Duration patience) {
    StudyDeleted.Builder event =
        StudyDeleted.newBuilder()
            .setStudyId(study.studyId().toString())
            .setOccurredAt(IngestMessages.timestamp(study.deletedAt()))
            .setTenant(study.deletedBy().tenant())
            .setActor(study.deletedBy().name());
    study.clipIds().forEach(id -> event.addClipIds(id.toString()));
    send(studyDeleted, study.studyId(), event.build(), Optional.empty()).await().atMost(patience);
    outbox.deletionPublished(study.studyId());
  }

  private static Uni<Void> send(
      MutinyEmitter<byte[]> topic, UUID studyId, MessageLite event, Optional<String> traceParent) {
    Message<byte[]> message =
        Message.of(event.toByteArray())
            .addMetadata(OutgoingKafkaRecordMetadata.builder().withKey(studyId.toString()).build());
    // The event may be sent long after the call that it belongs to.
    return topic.sendMessage(
        traceParent
            .map(TraceParent::context)
            .map(TracingMetadata::withCurrent)
            .map(message::addMetadata)
            .orElse(message));
  }
}
