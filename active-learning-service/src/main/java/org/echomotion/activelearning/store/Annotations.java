package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.consensus.Agreement;
import org.echomotion.activelearning.metrics.AnnotationMetrics;
import org.echomotion.activelearning.metrics.AnnotationMetrics.LeaseEnd;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.error.EchoMotionException;

/** Stores what readers submit, and lists it in the order of commits. */
@ApplicationScoped
public class Annotations {

  private final EntityManager entities;
  private final DatabaseClock clock;
  private final SlotLocks locks;
  private final FrameEvents events;
  private final Drafts drafts;
  private final FrameResults results;
  private final QueueMessages messages;
  private final AnnotationMetrics metrics;

  Annotations(
      EntityManager entities,
      DatabaseClock clock,
      SlotLocks locks,
      FrameEvents events,
      Drafts drafts,
      FrameResults results,
      QueueMessages messages,
      AnnotationMetrics metrics) {
    this.metrics = metrics;
    this.entities = entities;
    this.clock = clock;
    this.locks = locks;
    this.events = events;
    this.drafts = drafts;
    this.results = results;
    this.messages = messages;
  }

  /**
   * A stored annotation.
   *
   * @param gold agreement with the known answer; empty if the frame has none
   */
  public record Stored(UUID annotationId, Optional<Agreement> gold) {}

  /**
   * Stores an annotation and ends the lease. The same submission sent again returns the same
   * annotation.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else;
   *     OTHER_SUBMISSION if another outline was submitted with this lease
   */
  @Transactional
  public Stored submit(UUID slotId, UUID token, String reader, Submission submission) {
    Optional<AnnotationEntity> earlier = earlier(slotId, token, reader);
    if (earlier.isEmpty()) {
      locks.frameOf(slotId);
      // The same submission may have been stored while this call waited.
      earlier = earlier(slotId, token, reader);
    }
    if (earlier.isPresent()) {
      return repeated(earlier.get(), submission);
    }
    locks.requireLease(slotId, token, reader);
    SlotEntity slot = locks.slot(slotId);
    FrameEntity frame = entities.find(FrameEntity.class, slot.frameId);
    entities.refresh(frame);
    Instant now = clock.now();
    AnnotationEntity annotation = new AnnotationEntity();
    annotation.id = UUID.randomUUID();
    annotation.frameId = frame.id;
    annotation.slotId = slot.id;
    annotation.round = frame.round;
    annotation.annotator = reader;
    annotation.role = AnnotationEntity.Role.READER;
    annotation.verdict = submission.verdict();
    annotation.contour = submission.outline().toBytes();
    annotation.drawing = submission.drawing().map(Drawing::toByteArray).orElse(null);
    annotation.quality = submission.quality().orElse(null);
    annotation.withoutProposal = slot.withoutProposal;
    annotation.provenance = frame.provenance;
    annotation.seconds =
        submission
                .timeSpent()
                .orElseGet(() -> Duration.between(Objects.requireNonNull(slot.leasedAt), now))
                .toNanos()
            / 1e9;
    annotation.token = token;
    annotation.submittedAt = now;
    annotation.diceToProposal = results.dice(annotation, frame.suggestion());
    Optional<Agreement> gold = results.gold(frame, annotation);
    annotation.goldDice = gold.map(Agreement::dice).orElse(null);
    metrics.ended(LeaseEnd.SUBMITTED, Duration.between(Objects.requireNonNull(slot.leasedAt), now));
    slot.submitted();
    drafts.drop(frame.clipId, frame.frameIndex, reader);
    events.add(slot, FrameEventKind.SUBMITTED, annotation.id, "");
    results.settleIfRead(frame, slot, annotation);
    // Last, because other submissions of the tenant wait for the position until the commit.
    annotation.position = nextPosition();
    entities.persist(annotation);
    return new Stored(annotation.id, gold);
  }

  private Optional<AnnotationEntity> earlier(UUID slotId, UUID token, String reader) {
    return entities
        .createQuery(
            "from Annotation where slotId = :slot and token = :token and annotator = :reader",
            AnnotationEntity.class)
        .setParameter("slot", slotId)
        .setParameter("token", token)
        .setParameter("reader", reader)
        .getResultStream()
        .findFirst();
  }

  private Stored repeated(AnnotationEntity earlier, Submission submission) {
    boolean same =
        earlier.verdict == submission.verdict()
            && Arrays.equals(earlier.contour, submission.outline().toBytes());
    if (!same) {
      throw new EchoMotionException(ActiveLearningError.OTHER_SUBMISSION);
    }
    FrameEntity frame = entities.find(FrameEntity.class, earlier.frameId);
    return new Stored(
        earlier.id, earlier.goldDice == null ? Optional.empty() : results.gold(frame, earlier));
  }

  long nextPosition() {
    return ((Number) entities.createNativeQuery(QueueSql.NEXT_POSITION).getSingleResult())
        .longValue();
  }

  /**
   * A page of annotations.
   *
   * @param last position of the last annotation; the requested position if the page is empty
   * @param more whether more annotations follow
   */
  public record Page(List<Annotation> annotations, long last, boolean more) {}

  /**
   * Returns annotations after a position, in the order of commits. No annotation is ever added at
   * or before a position that was returned.
   */
  @Transactional
  public Page after(long position, int size) {
    List<Object[]> found =
        entities
            .createQuery(
                """
                select annotation, frame from Annotation as annotation, QueuedFrame as frame
                where frame.id = annotation.frameId and annotation.position > :position
                order by annotation.position
                """,
                Object[].class)
            .setParameter("position", position)
            .setMaxResults(size + 1)
            .getResultList();
    List<Object[]> page = found.subList(0, Math.min(size, found.size()));
    return new Page(
        page.stream()
            .map(row -> messages.annotation((AnnotationEntity) row[0], (FrameEntity) row[1]))
            .toList(),
        page.isEmpty() ? position : ((AnnotationEntity) page.get(page.size() - 1)[0]).position,
        found.size() > size);
  }

  /** Returns the number of a reader's annotations. */
  @Transactional
  public long countOf(String reader) {
    return entities
        .createQuery(
            "select count(*) from Annotation where annotator = :reader and role = READER",
            Long.class)
        .setParameter("reader", reader)
        .getSingleResult();
  }
}
