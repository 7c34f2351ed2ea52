package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.metrics.AnnotationMetrics;
import org.echomotion.activelearning.metrics.AnnotationMetrics.LeaseEnd;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.error.EchoMotionException;

/**
 * Leases of the current tenant. All times are the database's, so the clocks of services and readers
 * do not matter.
 */
@ApplicationScoped
public class Leases {

  private static final int EXPIRED_AT_ONCE = 100;
  private static final String RANDOM_ONLY = "and waiting.random_sample";

  /** After so many skips, readers do not get the frame any more. */
  static final int MOST_SKIPS = 2;

  private final EntityManager entities;
  private final Campaigns campaigns;
  private final SlotLocks locks;
  private final FrameEvents events;
  private final Drafts drafts;
  private final FrameResults results;
  private final QueueMessages messages;
  private final AnnotationMetrics metrics;

  Leases(
      EntityManager entities,
      Campaigns campaigns,
      SlotLocks locks,
      FrameEvents events,
      Drafts drafts,
      FrameResults results,
      QueueMessages messages,
      AnnotationMetrics metrics) {
    this.metrics = metrics;
    this.entities = entities;
    this.campaigns = campaigns;
    this.locks = locks;
    this.events = events;
    this.drafts = drafts;
    this.results = results;
    this.messages = messages;
  }

  /**
   * A request for frames.
   *
   * @param count number of frames, at least 1
   * @param campaign the campaign of the frames; empty: any campaign that gives out frames
   * @param duration of each lease; empty: that of the campaign
   */
  public record Request(int count, Optional<UUID> campaign, Optional<Duration> duration) {}

  /**
   * Leases frames to a reader.
   *
   * @return up to {@code count} leases; an empty list if no frame is left for the reader
   * @throws EchoMotionException TOO_MANY_LEASES if the reader has as many leases as allowed,
   *     NO_SUCH_CAMPAIGN if the campaign does not exist or gives out no frames
   */
  @Transactional
  public List<Lease> next(String reader, Request request, RandomGenerator random) {
    // Two calls of one reader are handled one after the other, so that the limit holds.
    entities
        .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:reader, 7))::text")
        .setParameter("reader", reader)
        .getSingleResult();
    expire();
    List<CampaignEntity> from =
        campaigns.active().stream()
            .filter(each -> request.campaign().map(each.id::equals).orElse(true))
            .toList();
    if (from.isEmpty() && request.campaign().isPresent()) {
      throw new EchoMotionException(ActiveLearningError.NO_SUCH_CAMPAIGN);
    }
    long live = live(reader);
    List<SlotEntity> taken = new ArrayList<>();
    boolean capped = false;
    for (CampaignEntity campaign : from) {
      while (taken.size() < request.count()) {
        if (live + taken.size() >= campaign.leasesPerPerson) {
          capped = true;
          break;
        }
        Optional<SlotEntity> slot = take(campaign, reader, request.duration(), random);
        if (slot.isEmpty()) {
          break;
        }
        taken.add(slot.get());
      }
    }
    if (taken.isEmpty() && capped) {
      throw new EchoMotionException(ActiveLearningError.TOO_MANY_LEASES, live);
    }
    return taken.stream().map(messages::lease).flatMap(Optional::stream).toList();
  }

  private Optional<SlotEntity> take(
      CampaignEntity campaign, String reader, Optional<Duration> asked, RandomGenerator random) {
    double seconds = asked.map(each -> each.toNanos() / 1e9).orElse((double) campaign.leaseSeconds);
    double draw = random.nextDouble();
    Optional<SlotEntity> slot = Optional.empty();
    if (draw < campaign.goldShare) {
      slot = takeGold(campaign, reader, seconds);
    } else if (draw < campaign.goldShare + campaign.randomShare) {
      slot = takeWaiting(campaign, reader, seconds, RANDOM_ONLY);
    }
    if (slot.isEmpty()) {
      slot = takeWaiting(campaign, reader, seconds, "");
    }
    slot.ifPresent(taken -> events.add(taken, FrameEventKind.LEASED, null, ""));
    return slot;
  }

  private Optional<SlotEntity> takeWaiting(
      CampaignEntity campaign, String reader, double seconds, String condition) {
    return leased(leasing(QueueSql.LEASE.formatted(condition), campaign, reader, seconds));
  }

  private Optional<SlotEntity> takeGold(CampaignEntity campaign, String reader, double seconds) {
    List<?> frames =
        entities
            .createNativeQuery(QueueSql.GOLD)
            .setParameter("campaign", campaign.id)
            .setParameter("reader", reader)
            .getResultList();
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    return leased(
        leasing(QueueSql.GOLD_LEASE, campaign, reader, seconds)
            .setParameter("id", UUID.randomUUID())
            .setParameter("frame", frames.get(0)));
  }

  private static Optional<SlotEntity> leased(Query lease) {
    List<?> slots = lease.getResultList();
    return slots.stream().map(SlotEntity.class::cast).findFirst();
  }

  private Query leasing(String sql, CampaignEntity campaign, String reader, double seconds) {
    return entities
        .createNativeQuery(sql, SlotEntity.class)
        .setParameter("campaign", campaign.id)
        .setParameter("reader", reader)
        .setParameter("token", UUID.randomUUID())
        .setParameter("seconds", seconds)
        .setParameter("withoutProposal", campaign.withoutProposalShare);
  }

  private long live(String reader) {
    return entities
        .createQuery(
            "select count(*) from Slot where reader = :reader and state = LEASED", Long.class)
        .setParameter("reader", reader)
        .getSingleResult();
  }

  /** Returns a reader's leases, oldest first. */
  @Transactional
  public List<Lease> of(String reader) {
    expire();
    return entities
        .createQuery(
            "from Slot where reader = :reader and state = LEASED order by leasedAt, id",
            SlotEntity.class)
        .setParameter("reader", reader)
        .getResultList()
        .stream()
        .map(messages::lease)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Extends a lease.
   *
   * @param duration from now; empty: that of the campaign
   * @return when the lease expires now
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public Instant extend(UUID slotId, UUID token, String reader, Optional<Duration> duration) {
    locks.requireLease(slotId, token, reader);
    SlotEntity slot = locks.slot(slotId);
    double seconds =
        duration
            .map(each -> each.toNanos() / 1e9)
            .orElseGet(
                () -> (double) entities.find(CampaignEntity.class, slot.campaignId).leaseSeconds);
    entities
        .createNativeQuery(
            """
            update active_learning.slot
            set expires_at = clock_timestamp() + make_interval(secs => :seconds) where id = :slot
            """)
        .setParameter("seconds", seconds)
        .setParameter("slot", slotId)
        .executeUpdate();
    entities.refresh(slot);
    return Objects.requireNonNull(slot.expiresAt);
  }

  /**
   * Returns a place to the queue. A drawing stays a draft of its reader.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public void release(UUID slotId, UUID token, String reader) {
    giveBack(slotId, token, reader, FrameEventKind.RELEASED, "", LeaseEnd.RELEASED);
  }

  /**
   * Returns a place to the queue, for other readers only. If {@value #MOST_SKIPS} readers skipped
   * the frame, it goes to review instead.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public void skip(UUID slotId, UUID token, String reader, String reason) {
    SlotEntity slot =
        giveBack(slotId, token, reader, FrameEventKind.SKIPPED, reason, LeaseEnd.SKIPPED);
    entities
        .createNativeQuery(
            """
            insert into active_learning.skip (frame_id, reader, reason, skipped_at)
            values (:frame, :reader, :reason, clock_timestamp())
            on conflict (frame_id, reader) do nothing
            """)
        .setParameter("frame", slot.frameId)
        .setParameter("reader", reader)
        .setParameter("reason", reason)
        .executeUpdate();
    setAsideIfSkipped(slot.frameId);
  }

  private void setAsideIfSkipped(UUID frameId) {
    FrameEntity frame = entities.find(FrameEntity.class, frameId);
    entities.refresh(frame);
    Number skips =
        (Number)
            entities
                .createNativeQuery(
                    "select count(*) from active_learning.skip where frame_id = :frame")
                .setParameter("frame", frameId)
                .getSingleResult();
    if (frame.state != FrameState.OPEN || skips.intValue() < MOST_SKIPS) {
      return;
    }
    results.setAside(frame);
    events.add(frameId, FrameEventKind.SET_ASIDE, null, "");
  }

  private SlotEntity giveBack(
      UUID slotId, UUID token, String reader, FrameEventKind kind, String note, LeaseEnd end) {
    locks.frameOf(slotId);
    locks.requireLease(slotId, token, reader);
    SlotEntity slot = locks.slot(slotId);
    drafts.endLease(slotId, token);
    metrics.ended(end, Duration.between(Objects.requireNonNull(slot.leasedAt), Instant.now()));
    events.add(slot, kind, null, note);
    FrameEntity frame = entities.find(FrameEntity.class, slot.frameId);
    if (slot.number > frame.readers || frame.state != FrameState.OPEN) {
      // It was added for a known answer, or the frame went to review meanwhile.
      entities.remove(slot);
    } else {
      slot.freed();
    }
    return slot;
  }

  /** Returns whether a reader has a lease of a frame of the clip. */
  boolean reads(UUID clip, String reader) {
    return entities
            .createQuery(
                """
                select count(*) from Slot as slot, QueuedFrame as frame
                where frame.id = slot.frameId and frame.clipId = :clip and slot.reader = :reader
                  and slot.state = LEASED
                """,
                Long.class)
            .setParameter("clip", clip)
            .setParameter("reader", reader)
            .getSingleResult()
        > 0;
  }

  /** Returns whether a reader has a lease of a frame of the clip without the model's outline. */
  @Transactional
  public boolean drawsWithoutProposal(UUID clip, String reader) {
    return entities
            .createQuery(
                """
                select count(*) from Slot as slot, QueuedFrame as frame
                where frame.id = slot.frameId and frame.clipId = :clip and slot.reader = :reader
                  and slot.state = LEASED and slot.withoutProposal
                """,
                Long.class)
            .setParameter("clip", clip)
            .setParameter("reader", reader)
            .getSingleResult()
        > 0;
  }

  /** Frees places whose lease has expired, and keeps the drawings as drafts. */
  @Transactional
  public void expire() {
    entities
        .createNativeQuery(QueueSql.EXPIRE)
        .setParameter("limit", EXPIRED_AT_ONCE)
        .setParameter("note", Drafts.LEASE_EXPIRED)
        .executeUpdate();
  }
}
