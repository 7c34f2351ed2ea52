package org.echomotion.activelearning.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.consensus.Agreement;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.ResultMethod;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.activelearning.selection.FrameChoice.Chosen;
import org.echomotion.activelearning.selection.Reason;
import org.echomotion.contract.activelearning.v1.FrameReason;
import org.echomotion.contract.activelearning.v1.SelectionReason;
import org.echomotion.contract.common.v1.Provenance;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code active_learning.frame}. */
// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@DynamicUpdate
@Entity(name = "QueuedFrame")
@Table(schema = "active_learning", name = "frame")
class FrameEntity {

  @Id UUID id;
  UUID campaignId;
  UUID clipId;
  UUID studyId;
  int frameIndex;

  @Enumerated(EnumType.STRING)
  Phase phase;

  String view;
  String[] reasons;
  double[] reasonValues;
  boolean randomSample;
  double priority;
  short readers;
  double uncertainty;
  byte[] proposal;
  byte[] provenance;
  String modelVersion;

  @Enumerated(EnumType.STRING)
  FrameState state;

  short round;
  boolean gold;
  boolean correctionPending;

  @Enumerated(EnumType.STRING)
  @Nullable Verdict resultVerdict;

  byte @Nullable [] resultContour;

  @Enumerated(EnumType.STRING)
  @Nullable ResultMethod resultMethod;

  @Nullable Double agreementDice;
  @Nullable Double agreementMm;

  @Column(updatable = false)
  Instant createdAt;

  /** Sets the reasons, the priority and the outline of a model. */
  void set(Chosen chosen, Outline outline, Provenance made) {
    phase = chosen.frame().phase();
    reasons = chosen.reasons().stream().map(Reason::name).toArray(String[]::new);
    reasonValues =
        chosen.reasons().stream()
            .mapToDouble(reason -> chosen.frame().reasons().getOrDefault(reason, 0.0))
            .toArray();
    priority = chosen.priority();
    uncertainty = chosen.frame().uncertainty();
    proposal = outline.toBytes();
    provenance = made.toByteArray();
    modelVersion = made.getModelVersion();
  }

  void done(Verdict verdict, Outline outline, ResultMethod method) {
    state = FrameState.DONE;
    correctionPending = false;
    resultVerdict = verdict;
    resultContour = outline.toBytes();
    resultMethod = method;
  }

  void withdraw(FrameState next) {
    state = next;
    gold = false;
    correctionPending = false;
    resultVerdict = null;
    resultContour = null;
    resultMethod = null;
  }

  void agreement(@Nullable Agreement agreement) {
    agreementDice = agreement == null ? null : (Double) agreement.dice();
    agreementMm =
        agreement == null || agreement.meanDistanceMm().isEmpty()
            ? null
            : (Double) agreement.meanDistanceMm().getAsDouble();
  }

  Outline suggestion() {
    return Outline.fromBytes(proposal);
  }

  /** Returns the outline of the result; empty if there is none, or if it has no outline. */
  Optional<Outline> result() {
    return Optional.ofNullable(resultContour)
        .map(Outline::fromBytes)
        .filter(outline -> !outline.isEmpty());
  }

  List<FrameReason> reasonMessages() {
    List<FrameReason> messages = new ArrayList<>();
    for (int i = 0; i < reasons.length; i++) {
      messages.add(
          FrameReason.newBuilder()
              .setReason(SelectionReason.valueOf("SELECTION_REASON_" + reasons[i]))
              .setValue(reasonValues[i])
              .setText(Reason.valueOf(reasons[i]).text(reasonValues[i]))
              .build());
    }
    return messages;
  }

  Provenance provenance() {
    try {
      return Provenance.parseFrom(provenance);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("active_learning.frame holds an unreadable provenance", e);
    }
  }
}
