package org.echomotion.activelearning.store;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.activelearning.queue.FrameQuality;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Verdict;
import org.jspecify.annotations.Nullable;

/** A row of {@code active_learning.annotation}. */
// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity(name = "Annotation")
@Table(schema = "active_learning", name = "annotation")
class AnnotationEntity {

  /** What an annotation is. */
  enum Role {
    READER,
    REVIEWER,
    CORRECTION,
    IMPORTED
  }

  @Id UUID id;
  long position;
  UUID frameId;
  @Nullable UUID slotId;
  short round;
  String annotator;

  @Enumerated(EnumType.STRING)
  Role role;

  @Enumerated(EnumType.STRING)
  Verdict verdict;

  byte[] contour;
  byte @Nullable [] drawing;

  @Enumerated(EnumType.STRING)
  @Nullable FrameQuality quality;

  boolean withoutProposal;
  byte[] provenance;
  double seconds;
  @Nullable UUID token;
  Instant submittedAt;
  @Nullable Double diceToProposal;
  @Nullable Double diceToResult;
  @Nullable Double goldDice;

  Outline outline() {
    return Outline.fromBytes(contour);
  }
}
