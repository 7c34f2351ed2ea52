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
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/**
 * Leases of the current tenant. All times are the database's, so the clocks of services and readers
 * do not matter.
 */
@ApplicationScoped
public class Leases {

  private static final int EXPIRED_AT_ONCE = 100;
  private static final String RANDOM_ONLY = "and waiting.random_sample";

  private final EntityManager entities;
  private final Campaigns campaigns;
  private final QueueMessages messages;

  Leases(EntityManager entities, Campaigns campaigns, QueueMessages messages) {
    this.entities = entities;
    this.campaigns = campaigns;
    this.messages = messages;
  }

  /**
   * A request for frames.
   *
   * @param count number of frames, at least 1
   * @param campaign the campaign to take them from; empty for any that gives out frames
   * @param duration of each lease; empty for that of the campaign
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
    // Two calls of one reader are worked on one after the other, so the cap holds.
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
    List<UUID> taken = new ArrayList<>();
    boolean capped = false;
    for (CampaignEntity campaign : from) {
      while (taken.size() < request.count()) {
        if (live + taken.size() >= campaign.leasesPerPerson) {
          capped = true;
          break;
        }
        Optional<UUID> slot = take(campaign, reader, request.duration(), random);
        if (slot.isEmpty()) {
          break;
        }
        taken.add(slot.get());
      }
    }
    if (taken.isEmpty() && capped) {
      throw new EchoMotionException(ActiveLearningError.TOO_MANY_LEASES, live);
    }
    return taken.stream().map(slot -> messages.lease(slot(slot))).toList();
  }

  private Optional<UUID> take(
      CampaignEntity campaign, String reader, Optional<Duration> asked, RandomGenerator random) {
    double seconds = asked.map(each -> each.toNanos() / 1e9).orElse((double) campaign.leaseSeconds);
    boolean withoutProposal = random.nextDouble() < campaign.withoutProposalShare;
    double draw = random.nextDouble();
    Optional<UUID> slot = Optional.empty();
    if (draw < campaign.goldShare) {
      slot = takeGold(campaign, reader, seconds, withoutProposal);
    } else if (draw < campaign.goldShare + campaign.randomShare) {
      slot = takeWaiting(campaign, reader, seconds, withoutProposal, RANDOM_ONLY);
    }
    if (slot.isEmpty()) {
      slot = takeWaiting(campaign, reader, seconds, withoutProposal, "");
    }
    slot.ifPresent(id -> event(slot(id).frameId, FrameEventKind.LEASED, null, ""));
    return slot;
  }

  private Optional<UUID> takeWaiting(
      CampaignEntity campaign,
      String reader,
      double seconds,
      boolean withoutProposal,
      String condition) {
    List<?> leased =
        leasing(QueueSql.LEASE.formatted(condition), campaign, reader, seconds, withoutProposal)
            .getResultList();
    return leased.isEmpty() ? Optional.empty() : Optional.of((UUID) leased.get(0));
  }

  private Optional<UUID> takeGold(
      CampaignEntity campaign, String reader, double seconds, boolean withoutProposal) {
    List<?> frames =
        entities
            .createNativeQuery(QueueSql.GOLD)
            .setParameter("campaign", campaign.id)
            .setParameter("reader", reader)
            .getResultList();
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    UUID frame = (UUID) frames.get(0);
    lockFrame(frame);
    UUID slot = UUID.randomUUID();
    leasing(QueueSql.GOLD_LEASE, campaign, reader, seconds, withoutProposal)
        .setParameter("id", slot)
        .setParameter("frame", frame)
        .executeUpdate();
    return Optional.of(slot);
  }

  private Query leasing(
      String sql, CampaignEntity campaign, String reader, double seconds, boolean without) {
    return entities
        .createNativeQuery(sql)
        .setParameter("campaign", campaign.id)
        .setParameter("reader", reader)
        .setParameter("token", UUID.randomUUID())
        .setParameter("seconds", seconds)
        .setParameter("withoutProposal", without);
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
        .toList();
  }

  /**
   * Extends a lease.
   *
   * @param duration from now; empty for that of the campaign
   * @return when the lease expires now
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public Instant extend(UUID slotId, UUID token, String reader, Optional<Duration> duration) {
    required(slotId, token, reader);
    SlotEntity slot = slot(slotId);
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
   * Returns a place to the queue.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public void release(UUID slotId, UUID token, String reader) {
    required(slotId, token, reader);
    SlotEntity slot = slot(slotId);
    slot.freed();
    event(slot.frameId, FrameEventKind.RELEASED, null, "");
    dropDraft(slotId, reader);
  }

  /**
   * Returns a place to the queue, for other readers only.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public void skip(UUID slotId, UUID token, String reader, String reason) {
    lockFrameOf(slotId);
    required(slotId, token, reader);
    SlotEntity slot = slot(slotId);
    slot.freed();
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
    event(slot.frameId, FrameEventKind.SKIPPED, null, reason);
    dropDraft(slotId, reader);
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

  /**
   * Locks a place, and checks its lease.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else, or
   *     if there is no such place
   */
  void required(UUID slotId, UUID token, String reader) {
    List<?> rows =
        entities.createNativeQuery(QueueSql.LOCK).setParameter("slot", slotId).getResultList();
    if (rows.isEmpty()) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
    Object[] row = (Object[]) rows.get(0);
    boolean held =
        "LEASED".equals(row[1])
            && reader.equals(row[2])
            && token.toString().equals(row[3])
            && Boolean.TRUE.equals(row[4]);
    if (!held) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
  }

  SlotEntity slot(UUID id) {
    @Nullable SlotEntity slot = entities.find(SlotEntity.class, id);
    if (slot == null) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
    entities.refresh(slot);
    return slot;
  }

  /** Locks a frame: two readers who finish it together are worked on one after the other. */
  void lockFrame(UUID frame) {
    entities
        .createNativeQuery(
            "select 1 from active_learning.frame where id = :frame for no key update")
        .setParameter("frame", frame)
        .getResultList();
  }

  /**
   * Locks the frame of a place. Whoever locks both locks the frame first.
   *
   * @throws EchoMotionException LEASE_LOST if there is no such place
   */
  void lockFrameOf(UUID slotId) {
    List<?> frames =
        entities
            .createNativeQuery(
                """
                select 1 from active_learning.frame
                where id = (select frame_id from active_learning.slot where id = :slot)
                for no key update
                """)
            .setParameter("slot", slotId)
            .getResultList();
    if (frames.isEmpty()) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
  }

  void event(UUID frame, FrameEventKind kind, @Nullable UUID annotation, String note) {
    entities
        .createNativeQuery(QueueSql.EVENT)
        .setParameter("frame", frame)
        .setParameter("kind", kind.name())
        .setParameter("annotation", annotation == null ? "" : annotation.toString())
        .setParameter("note", note)
        .executeUpdate();
  }

  private void dropDraft(UUID slot, String reader) {
    entities
        .createNativeQuery(
            "delete from active_learning.draft where slot_id = :slot and reader = :reader")
        .setParameter("slot", slot)
        .setParameter("reader", reader)
        .executeUpdate();
  }
}
