package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.echomotion.activelearning.consensus.Agreement;
import org.echomotion.activelearning.consensus.Consensus;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.ResultMethod;
import org.echomotion.activelearning.queue.Verdict;
import org.jspecify.annotations.Nullable;

/** Gives a frame its result when all its readers have read it. */
@ApplicationScoped
class FrameResults {

  private final EntityManager entities;
  private final FrameEvents events;
  private final QueueMessages messages;

  FrameResults(EntityManager entities, FrameEvents events, QueueMessages messages) {
    this.entities = entities;
    this.events = events;
    this.messages = messages;
  }

  /**
   * Returns the readers' annotations of the present round, oldest first. Those of places that were
   * added for a known answer do not count.
   */
  List<AnnotationEntity> readings(FrameEntity frame) {
    return entities
        .createQuery(
            """
            select annotation from Annotation as annotation, Slot as slot
            where slot.id = annotation.slotId and slot.number <= :readers
              and annotation.frameId = :frame and annotation.round = :round
              and annotation.role = READER
            order by annotation.position
            """,
            AnnotationEntity.class)
        .setParameter("readers", frame.readers)
        .setParameter("frame", frame.id)
        .setParameter("round", frame.round)
        .getResultList();
  }

  /** Returns all annotations of the present round, oldest first. */
  List<AnnotationEntity> annotations(FrameEntity frame) {
    return entities
        .createQuery(
            "from Annotation where frameId = :frame and round = :round order by position",
            AnnotationEntity.class)
        .setParameter("frame", frame.id)
        .setParameter("round", frame.round)
        .getResultList();
  }

  /**
   * Gives an open frame its result, or sends it to review, if all its readers have read it.
   *
   * @param slot the place of {@code last}
   * @param last an annotation that is not stored yet
   */
  void settleIfRead(FrameEntity frame, SlotEntity slot, AnnotationEntity last) {
    if (frame.state != FrameState.OPEN || slot.number > frame.readers) {
      return;
    }
    List<AnnotationEntity> readings = new ArrayList<>(readings(frame));
    readings.add(last);
    if (readings.size() < frame.readers) {
      return;
    }
    List<Outline> outlines =
        readings.stream()
            .filter(each -> each.verdict == Verdict.OUTLINED)
            .map(AnnotationEntity::outline)
            .toList();
    Optional<Agreement> agreement = Agreement.ofAll(outlines, messages.scale(frame.clipId));
    frame.agreement(agreement.orElse(null));
    Set<Verdict> verdicts = readings.stream().map(each -> each.verdict).collect(Collectors.toSet());
    double smallest = entities.find(CampaignEntity.class, frame.campaignId).smallestAgreement;
    boolean agree =
        verdicts.size() == 1 && agreement.map(each -> each.dice() >= smallest).orElse(true);
    Optional<Consensus> consensus =
        agree && !outlines.isEmpty() ? Consensus.of(outlines) : Optional.empty();
    if (consensus.isPresent()) {
      done(frame, readings, Verdict.OUTLINED, consensus.get().outline(), consensus.get().method());
    } else if (agree && outlines.isEmpty()) {
      ResultMethod method = readings.size() == 1 ? ResultMethod.SINGLE : ResultMethod.MEAN;
      done(frame, readings, Verdict.NOT_ASSESSABLE, Outline.none(), method);
    } else {
      frame.state = FrameState.REVIEW;
      events.add(frame.id, FrameEventKind.DISAGREED, null, "");
    }
  }

  /**
   * Sends an open frame to review. A reader who has a lease may still submit. The reviewer then
   * sees one more outline.
   */
  void setAside(FrameEntity frame) {
    frame.state = FrameState.REVIEW;
    entities
        .createNativeQuery(
            "delete from active_learning.slot where frame_id = :frame and state = 'WAITING'")
        .setParameter("frame", frame.id)
        .executeUpdate();
  }

  private void done(
      FrameEntity frame,
      List<AnnotationEntity> readings,
      Verdict verdict,
      Outline outline,
      ResultMethod method) {
    settle(frame, readings, verdict, outline, method);
    events.add(frame.id, FrameEventKind.AGREED, null, "");
  }

  /** Gives a frame a result, and compares its readings with it. */
  void settle(
      FrameEntity frame,
      List<AnnotationEntity> readings,
      Verdict verdict,
      Outline outline,
      ResultMethod method) {
    frame.done(verdict, outline, method);
    readings.forEach(each -> each.diceToResult = dice(each, outline));
  }

  /** Returns the agreement with the known answer; empty if the frame has none. */
  Optional<Agreement> gold(FrameEntity frame, AnnotationEntity annotation) {
    return frame.gold && annotation.verdict == Verdict.OUTLINED
        ? frame
            .result()
            .map(answer -> Agreement.of(annotation.outline(), answer, messages.scale(frame.clipId)))
        : Optional.empty();
  }

  /** Returns the Dice coefficient with another outline; null if one of the two has no outline. */
  @Nullable Double dice(AnnotationEntity annotation, Outline other) {
    if (annotation.verdict != Verdict.OUTLINED || other.isEmpty()) {
      return null;
    }
    return Agreement.of(annotation.outline(), other, OptionalDouble.empty()).dice();
  }
}
