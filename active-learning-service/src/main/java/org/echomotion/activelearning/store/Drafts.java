package org.echomotion.activelearning.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.activelearning.v1.Draft;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.json.ProtoTime;

/** Unfinished and late drawings of the current tenant. */
@ApplicationScoped
public class Drafts {

  static final String LEASE_EXPIRED = "The lease of this frame expired.";

  private static final String LEASE_LOST =
      "This drawing came when the lease of its frame had expired, or the frame was someone else's.";
  private static final String STUDY_DELETED = "The study of this frame was deleted.";

  /** Drawings without a lease that are kept for each reader. */
  private static final int MOST_WITHOUT_LEASE = 200;

  private static final UUID UNKNOWN = new UUID(0, 0);

  private static final String READ =
      """
      select slot_id, clip_id, frame_index, drawing, saved_at, note from active_learning.draft
      """;

  private final EntityManager entities;

  Drafts(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Keeps a drawing, whether or not its lease is alive.
   *
   * @return the draft without its drawing; its note says why it has no lease
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Draft keep(UUID slotId, UUID token, String reader, Drawing drawing) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select frame.clip_id, frame.frame_index,
                  slot.state = 'LEASED' and slot.reader = :reader and slot.token = :token
                    and slot.expires_at > clock_timestamp()
                from active_learning.slot as slot
                join active_learning.frame as frame on frame.id = slot.frame_id
                where slot.id = :slot
                """)
            .setParameter("slot", slotId)
            .setParameter("reader", reader)
            .setParameter("token", token)
            .getResultList();
    UUID clip = UNKNOWN;
    int index = 0;
    String note = STUDY_DELETED;
    if (!rows.isEmpty()) {
      Object[] row = (Object[]) rows.get(0);
      clip = (UUID) row[0];
      index = ((Number) row[1]).intValue();
      note = Boolean.TRUE.equals(row[2]) ? "" : LEASE_LOST;
    }
    entities
        .createNativeQuery(QueueSql.KEEP_DRAFT)
        .setParameter("slot", slotId)
        .setParameter("reader", reader)
        .setParameter("clip", clip)
        .setParameter("index", index)
        .setParameter("drawing", drawing.toByteArray())
        .setParameter("note", note)
        .executeUpdate();
    if (!note.isEmpty()) {
      entities
          .createNativeQuery(QueueSql.DROP_OLDEST_DRAFTS)
          .setParameter("reader", reader)
          .setParameter("limit", MOST_WITHOUT_LEASE)
          .executeUpdate();
    }
    return find(slotId, reader).orElseThrow().toBuilder().clearDrawing().build();
  }

  /** Returns the reader's draft for a place. */
  Optional<Draft> find(UUID slotId, String reader) {
    return Rows.map(
            entities
                .createNativeQuery(READ + "where slot_id = :slot and reader = :reader")
                .setParameter("slot", slotId)
                .setParameter("reader", reader),
            Drafts::message)
        .stream()
        .findFirst();
  }

  /** Returns the reader's last draft of a frame of a clip, of whatever place. */
  Optional<Draft> ofFrame(UUID clip, int index, String reader) {
    return Rows.map(
            entities
                .createNativeQuery(
                    READ
                        + "where clip_id = :clip and frame_index = :index and reader = :reader"
                        + " order by saved_at desc limit 1")
                .setParameter("clip", clip)
                .setParameter("index", index)
                .setParameter("reader", reader),
            Drafts::message)
        .stream()
        .findFirst();
  }

  /** Returns the reader's drafts without a lease, newest first. */
  @Transactional
  public List<Draft> withoutLease(String reader) {
    return Rows.map(
        entities
            .createNativeQuery(
                READ + "where reader = :reader and note <> '' order by saved_at desc")
            .setParameter("reader", reader),
        Drafts::message);
  }

  /** Removes the drafts of a frame that its reader has submitted. */
  void drop(UUID clip, int index, String reader) {
    entities
        .createNativeQuery(
            """
            delete from active_learning.draft
            where clip_id = :clip and frame_index = :index and reader = :reader
            """)
        .setParameter("clip", clip)
        .setParameter("index", index)
        .setParameter("reader", reader)
        .executeUpdate();
  }

  /** Removes drafts that nobody touched for thirty days. */
  @Transactional
  public void dropOld() {
    entities
        .createNativeQuery(
            "delete from active_learning.draft where saved_at < now() - interval '30 days'")
        .executeUpdate();
  }

  private static Draft message(Object[] row) {
    try {
      return Draft.newBuilder()
          .setTaskId(row[0].toString())
          .setClipId(UNKNOWN.equals(row[1]) ? "" : row[1].toString())
          .setFrameIndex(((Number) row[2]).intValue())
          .setDrawing(Drawing.parseFrom((byte[]) row[3]))
          .setSavedAt(ProtoTime.of((Instant) row[4]))
          .setNote((String) row[5])
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("active_learning.draft holds an unreadable drawing", e);
    }
  }
}
