package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.ResultMethod;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameEvent;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/** Shows frames to reviewers, and stores their decisions. Never deletes a reader's outline. */
@ApplicationScoped
public class Reviews {

  private final EntityManager entities;
  private final SlotLocks locks;
  private final FrameEvents events;
  private final Annotations annotations;
  private final DatabaseClock clock;
  private final FrameResults results;
  private final QueueMessages messages;

  Reviews(
      EntityManager entities,
      SlotLocks locks,
      FrameEvents events,
      Annotations annotations,
      DatabaseClock clock,
      FrameResults results,
      QueueMessages messages) {
    this.entities = entities;
    this.locks = locks;
    this.events = events;
    this.annotations = annotations;
    this.clock = clock;
    this.results = results;
    this.messages = messages;
  }

  /**
   * A reviewer's own outline, or the verdict that the frame cannot be outlined.
   *
   * @param drawing empty if it has no control points
   */
  public record Decision(Verdict verdict, Outline outline, Optional<Drawing> drawing) {}

  /**
   * Returns frames in a state, ordered by identifier. Those in review include settled frames with a
   * pending correction.
   *
   * @param after identifier of the last frame already listed
   */
  @Transactional
  public List<QueuedFrame> frames(FrameState state, UUID after, int limit) {
    String inState =
        state == FrameState.REVIEW ? "(state = :state or correctionPending)" : "state = :state";
    return entities
        .createQuery(
            "from QueuedFrame where " + inState + " and id > :after order by id", FrameEntity.class)
        .setParameter("state", state)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(frame -> messages.frame(frame, results.annotations(frame)))
        .toList();
  }

  /**
   * Returns a frame in any state.
   *
   * @throws EchoMotionException NO_SUCH_FRAME
   */
  @Transactional
  public QueuedFrame frame(UUID frameId) {
    FrameEntity frame = find(frameId);
    return messages.frame(frame, results.annotations(frame));
  }

  /**
   * Settles a frame with one of its annotations.
   *
   * @return the reviewer's annotation
   * @throws EchoMotionException NO_SUCH_FRAME, NO_SUCH_ANNOTATION, or STILL_READ
   */
  @Transactional
  public UUID settleWith(UUID frameId, UUID annotationId, String reviewer) {
    FrameEntity frame = locked(frameId);
    AnnotationEntity chosen =
        results.annotations(frame).stream()
            .filter(each -> each.id.equals(annotationId))
            .findFirst()
            .orElseThrow(() -> new EchoMotionException(ActiveLearningError.NO_SUCH_ANNOTATION));
    return settle(
        frame, chosen.verdict, chosen.outline(), chosen.drawing, reviewer, annotationId.toString());
  }

  /**
   * Settles a frame with the reviewer's decision.
   *
   * @return the reviewer's annotation
   * @throws EchoMotionException NO_SUCH_FRAME or STILL_READ
   */
  @Transactional
  public UUID settle(UUID frameId, Decision decision, String reviewer) {
    return settle(
        locked(frameId),
        decision.verdict(),
        decision.outline(),
        decision.drawing().map(Drawing::toByteArray).orElse(null),
        reviewer,
        "");
  }

  private UUID settle(
      FrameEntity frame,
      Verdict verdict,
      Outline outline,
      byte @Nullable [] drawing,
      String reviewer,
      String note) {
    if (frame.state == FrameState.OPEN) {
      throw new EchoMotionException(ActiveLearningError.STILL_READ);
    }
    AnnotationEntity decision = new AnnotationEntity();
    decision.id = UUID.randomUUID();
    decision.frameId = frame.id;
    decision.round = frame.round;
    decision.annotator = reviewer;
    decision.role = AnnotationEntity.Role.REVIEWER;
    decision.verdict = verdict;
    decision.contour = outline.toBytes();
    decision.drawing = drawing;
    decision.provenance = frame.provenance;
    decision.submittedAt = clock.now();
    results.settle(frame, results.readings(frame), verdict, outline, ResultMethod.REVIEWER);
    frame.gold = frame.gold && verdict == Verdict.OUTLINED;
    events.add(frame.id, FrameEventKind.SETTLED, decision.id, note);
    decision.position = annotations.nextPosition();
    entities.persist(decision);
    return decision.id;
  }

  /**
   * Withdraws a frame's result, and lets all its places wait again, also for readers who skipped
   * the frame.
   *
   * @throws EchoMotionException NO_SUCH_FRAME
   */
  @Transactional
  public void reopen(UUID frameId, String reason) {
    FrameEntity frame = locked(frameId);
    frame.withdraw(FrameState.OPEN);
    frame.agreement(null);
    frame.round++;
    entities.flush();
    // Places added for a known answer are not needed any more. A reader who has leased one keeps
    // it.
    entities
        .createNativeQuery(
            """
            delete from active_learning.slot
            where frame_id = :frame and number > :readers and state <> 'LEASED'
            """)
        .setParameter("frame", frameId)
        .setParameter("readers", (int) frame.readers)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            update active_learning.slot
            set state = 'WAITING', reader = null, token = null, leased_at = null, expires_at = null,
              without_proposal = false
            where frame_id = :frame and state = 'SUBMITTED'
            """)
        .setParameter("frame", frameId)
        .executeUpdate();
    entities
        .createNativeQuery(QueueSql.ADD_MISSING_PLACES)
        .setParameter("frame", frameId)
        .executeUpdate();
    entities
        .createNativeQuery("delete from active_learning.skip where frame_id = :frame")
        .setParameter("frame", frameId)
        .executeUpdate();
    events.add(frameId, FrameEventKind.REOPENED, null, reason);
  }

  /**
   * Makes a result a known answer, or an ordinary result again.
   *
   * @throws EchoMotionException NO_SUCH_FRAME, or NO_RESULT if there is no result with an outline
   */
  @Transactional
  public void gold(UUID frameId, boolean gold) {
    FrameEntity frame = locked(frameId);
    if (gold && frame.result().isEmpty()) {
      throw new EchoMotionException(ActiveLearningError.NO_RESULT);
    }
    frame.gold = gold;
    events.add(frameId, FrameEventKind.GOLD, null, gold ? "marked" : "unmarked");
  }

  /**
   * Returns what happened to a frame, oldest first.
   *
   * @throws EchoMotionException NO_SUCH_FRAME
   */
  @Transactional
  public List<FrameEvent> events(UUID frameId) {
    find(frameId);
    return events.of(frameId);
  }

  private FrameEntity locked(UUID frameId) {
    locks.frame(frameId);
    FrameEntity frame = find(frameId);
    entities.refresh(frame);
    return frame;
  }

  private FrameEntity find(UUID frameId) {
    @Nullable FrameEntity frame = entities.find(FrameEntity.class, frameId);
    if (frame == null) {
      throw new EchoMotionException(ActiveLearningError.NO_SUCH_FRAME);
    }
    return frame;
  }
}
