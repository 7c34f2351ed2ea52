package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/**
 * Locks of clips, of frames and of their places, held until the transaction ends. A transaction
 * locks the clip before the frame and the frame before the place, so that two transactions never
 * wait for each other.
 */
@ApplicationScoped
class SlotLocks {

  private final EntityManager entities;

  SlotLocks(EntityManager entities) {
    this.entities = entities;
  }

  /** Locks a clip: two additions of its frames are handled one after the other. */
  void clip(UUID clip) {
    entities
        .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:clip, 6))::text")
        .setParameter("clip", clip.toString())
        .getSingleResult();
  }

  /** Locks a frame: two readers who finish it together are handled one after the other. */
  void frame(UUID frame) {
    entities
        .createNativeQuery(
            "select 1 from active_learning.frame where id = :frame for no key update")
        .setParameter("frame", frame)
        .getResultList();
  }

  /**
   * Locks the frame of a place.
   *
   * @throws EchoMotionException LEASE_LOST if there is no such place
   */
  void frameOf(UUID slotId) {
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

  /**
   * Locks a place, and checks its lease.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else, or
   *     if there is no such place
   */
  void requireLease(UUID slotId, UUID token, String reader) {
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

  /** Returns a place as it is in the database now. */
  SlotEntity slot(UUID id) {
    @Nullable SlotEntity slot = entities.find(SlotEntity.class, id);
    if (slot == null) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
    entities.refresh(slot);
    return slot;
  }
}
