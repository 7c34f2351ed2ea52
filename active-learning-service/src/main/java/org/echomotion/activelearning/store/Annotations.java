package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.consensus.Agreement;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/** What readers submit, in the order of commits. */
@ApplicationScoped
public class Annotations {

  private final EntityManager entities;
  private final Leases leases;
  private final Drafts drafts;
  private final FrameResults results;
  private final QueueMessages messages;

  Annotations(
      EntityManager entities,
      Leases leases,
      Drafts drafts,
      FrameResults results,
      QueueMessages messages) {
    this.entities = entities;
    this.leases = leases;
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
   *     OTHER_SUBMISSION if something else was submitted with this lease
   */
  @Transactional
  public Stored submit(UUID slotId, UUID token, String reader, Submission submission) {
    Optional<AnnotationEntity> earlier = earlier(slotId, token, reader);
    if (earlier.isPresent()) {
      return repeated(earlier.get(), submission);
    }
    leases.lockFrameOf(slotId);
    leases.required(slotId, token, reader);
    SlotEntity slot = leases.slot(slotId);
    FrameEntity frame = entities.find(FrameEntity.class, slot.frameId);
    entities.refresh(frame);
    Instant now = now();
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
    slot.submitted();
    drafts.drop(frame.clipId, frame.frameIndex, reader);
    leases.event(frame.id, FrameEventKind.SUBMITTED, annotation.id, "");
    results.settleIfRead(frame, annotation);
    // Last, because others of the tenant wait for the position until this is committed.
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

  /** The time by the clock of the database. */
  Instant now() {
    return (Instant)
        entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /**
   * A page of annotations.
   *
   * @param last position of the last one, or the position asked for if there is none
   * @param more whether there are more now
   */
  public record Page(List<Annotation> annotations, long last, boolean more) {}

  /**
   * Returns annotations after a position, in the order of commits. No annotation is ever added at
   * or before a position that was returned.
   */
  @Transactional
  public Page after(long position, int size) {
    List<AnnotationEntity> found =
        entities
            .createQuery(
                "from Annotation where position > :position order by position",
                AnnotationEntity.class)
            .setParameter("position", position)
            .setMaxResults(size + 1)
            .getResultList();
    List<AnnotationEntity> page = found.subList(0, Math.min(size, found.size()));
    Map<UUID, FrameEntity> frames = new HashMap<>();
    entities
        .createQuery("from QueuedFrame where id in :ids", FrameEntity.class)
        .setParameter("ids", page.stream().map(each -> each.frameId).distinct().toList())
        .getResultList()
        .forEach(frame -> frames.put(frame.id, frame));
    List<Annotation> list = new ArrayList<>();
    for (AnnotationEntity each : page) {
      @Nullable FrameEntity frame = frames.get(each.frameId);
      list.add(messages.annotation(each, Objects.requireNonNull(frame)));
    }
    return new Page(
        list, page.isEmpty() ? position : page.get(page.size() - 1).position, found.size() > size);
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
