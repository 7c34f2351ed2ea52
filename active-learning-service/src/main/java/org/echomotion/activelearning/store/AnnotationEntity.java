package org.echomotion.activelearning.store;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.SubmittedAnnotation;
import org.echomotion.activelearning.queue.Verdict;

// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity(name = "Annotation")
@Table(schema = "active_learning", name = "annotation")
class AnnotationEntity {

  @Id UUID id;
  UUID taskId;
  String annotator;

  @Enumerated(EnumType.STRING)
  Verdict verdict;

  byte[] contour;
  Instant submittedAt;
  UUID leaseToken;

  SubmittedAnnotation toRecord(TaskEntity task) {
    return new SubmittedAnnotation(
        id,
        task.clipId,
        task.studyId,
        task.frameIndex,
        verdict,
        Outline.fromBytes(contour),
        submittedAt);
  }
}
