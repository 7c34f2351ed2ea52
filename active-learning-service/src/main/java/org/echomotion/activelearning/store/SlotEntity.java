package org.echomotion.activelearning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code active_learning.slot}. */
// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity(name = "Slot")
@Table(schema = "active_learning", name = "slot")
class SlotEntity {

  /** State of a reader's place. */
  enum State {
    WAITING,
    LEASED,
    SUBMITTED
  }

  @Id UUID id;
  UUID frameId;
  UUID campaignId;

  @Column(updatable = false)
  short number;

  @Enumerated(EnumType.STRING)
  State state;

  double priority;

  @Column(updatable = false)
  boolean randomSample;

  @Nullable String reader;
  @Nullable UUID token;
  @Nullable Instant leasedAt;
  @Nullable Instant expiresAt;
  boolean withoutProposal;

  static SlotEntity waiting(FrameEntity frame, int number) {
    SlotEntity slot = new SlotEntity();
    slot.id = UUID.randomUUID();
    slot.frameId = frame.id;
    slot.campaignId = frame.campaignId;
    slot.number = (short) number;
    slot.state = State.WAITING;
    slot.priority = frame.priority;
    slot.randomSample = frame.randomSample;
    return slot;
  }

  void freed() {
    state = State.WAITING;
    reader = null;
    token = null;
    leasedAt = null;
    expiresAt = null;
    withoutProposal = false;
  }

  void submitted() {
    state = State.SUBMITTED;
    expiresAt = null;
  }
}
