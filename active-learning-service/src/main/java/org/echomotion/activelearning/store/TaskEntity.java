package org.echomotion.activelearning.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.activelearning.queue.AnnotationTask;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.contract.common.v1.Provenance;
import org.jspecify.annotations.Nullable;

// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity(name = "AnnotationTask")
@Table(schema = "active_learning", name = "task")
class TaskEntity {

  enum State {
    WAITING,
    LEASED,
    SUBMITTED
  }

  @Id UUID id;
  UUID clipId;
  UUID studyId;
  int frameIndex;
  double uncertainty;
  byte[] suggestedContour;
  byte[] provenance;
  String modelVersion;
  Instant createdAt;

  @Enumerated(EnumType.STRING)
  State state;

  @Nullable UUID leaseToken;
  @Nullable Instant leaseExpiresAt;
  @Nullable String leasedTo;

  static TaskEntity waiting(AnnotationTask task, Instant now) {
    TaskEntity entity = new TaskEntity();
    entity.id = task.taskId();
    entity.clipId = task.clipId();
    entity.studyId = task.studyId();
    entity.frameIndex = task.frameIndex();
    entity.uncertainty = task.uncertainty();
    entity.suggestedContour = task.suggestion().toBytes();
    entity.provenance = task.provenance().toByteArray();
    entity.modelVersion = task.provenance().getModelVersion();
    entity.createdAt = now;
    entity.state = State.WAITING;
    return entity;
  }

  void lease(UUID token, String annotator, Instant expiresAt) {
    state = State.LEASED;
    leaseToken = token;
    leasedTo = annotator;
    leaseExpiresAt = expiresAt;
  }

  void endLease(State next) {
    state = next;
    leaseToken = null;
    leasedTo = null;
    leaseExpiresAt = null;
  }

  boolean isLeasedBy(UUID token, String annotator, Instant now) {
    return state == State.LEASED
        && token.equals(leaseToken)
        && annotator.equals(leasedTo)
        && leaseExpiresAt != null
        && leaseExpiresAt.isAfter(now);
  }

  AnnotationTask toRecord() {
    try {
      return new AnnotationTask(
          id,
          clipId,
          studyId,
          frameIndex,
          uncertainty,
          Outline.fromBytes(suggestedContour),
          Provenance.parseFrom(provenance));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("active_learning.task holds an unreadable provenance", e);
    }
  }
}
