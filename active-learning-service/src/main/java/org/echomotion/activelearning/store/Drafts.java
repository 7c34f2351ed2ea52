package org.echomotion.activelearning.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
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

  private static final String GIVEN_BACK = "You returned this frame.";
  private static final String LEASE_LOST =
      "When this drawing arrived, its lease had ended or belonged to someone else.";
  private static final String STUDY_DELETED = "The study of this frame was deleted.";

  /** Places for known answers are deleted with their lease, so the cause is unknown. */
  private static final String PLACE_GONE =
      "The lease of this frame has ended, or its study was deleted.";

  /** Largest number of kept drawings without a lease, for each reader. */
  private static final int MOST_WITHOUT_LEASE = 200;

  private static final UUID UNKNOWN = new UUID(0, 0);

  private static final String COLUMNS =
      "select slot_id, clip_id, frame_index, drawing, saved_at, note from active_learning.draft ";

  /** Drafts without a valid lease. An empty note is replaced by the reason. */
  private static final String WITHOUT_LEASE =
      """
      select draft.slot_id, draft.clip_id, draft.frame_index, draft.drawing, draft.saved_at,
        case when draft.note <> '' then draft.note
          when clip.id is null then :deleted else :lost end
      from active_learning.draft as draft
      left join ingest.clip as clip on clip.id = draft.clip_id
      where draft.reader = :reader and not exists (
        select from active_learning.slot as slot where slot.id = draft.slot_id
          and slot.token = draft.token and slot.reader = draft.reader and slot.state = 'LEASED'
          and slot.expires_at > clock_timestamp())
      order by draft.saved_at desc
      """;

  private final EntityManager entities;

  Drafts(EntityManager entities) {
    this.entities = entities;
  }

  /** The frame of a drawing, and a note why it has no lease; the note is empty if it has one. */
  private record Origin(UUID clip, int index, String note) {}

  /**
   * Stores a drawing, even if its lease is not valid.
   *
   * @return the draft without its drawing; its note says why it has no lease
   */
  @Transactional
  public Draft keep(UUID slotId, UUID token, String reader, Drawing drawing) {
    Origin origin =
        ofPlace(slotId, token, reader)
            .or(() -> ofEarlierDraft(slotId, reader))
            .orElseGet(() -> new Origin(UNKNOWN, 0, PLACE_GONE));
    entities
        .createNativeQuery(QueueSql.KEEP_DRAFT)
        .setParameter("slot", slotId)
        .setParameter("reader", reader)
        .setParameter("token", token)
        .setParameter("clip", origin.clip())
        .setParameter("index", origin.index())
        .setParameter("drawing", drawing.toByteArray())
        .setParameter("note", origin.note())
        .executeUpdate();
    if (!origin.note().isEmpty()) {
      entities
          .createNativeQuery(QueueSql.DROP_OLDEST_DRAFTS)
          .setParameter("reader", reader)
          .setParameter("limit", MOST_WITHOUT_LEASE)
          .executeUpdate();
    }
    return Rows.map(
            entities
                .createNativeQuery(
                    COLUMNS + "where slot_id = :slot and token = :token and reader = :reader")
                .setParameter("slot", slotId)
                .setParameter("token", token)
                .setParameter("reader", reader),
            Drafts::message)
        .get(0)
        .toBuilder()
        .clearDrawing()
        .build();
  }

  private Optional<Origin> ofPlace(UUID slotId, UUID token, String reader) {
    return Rows.map(
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
                .setParameter("token", token),
            row ->
                new Origin(
                    (UUID) row[0],
                    ((Number) row[1]).intValue(),
                    Boolean.TRUE.equals(row[2]) ? "" : LEASE_LOST))
        .stream()
        .findFirst();
  }

  /** The place is deleted: takes the frame from an earlier draft of the same reader. */
  private Optional<Origin> ofEarlierDraft(UUID slotId, String reader) {
    return Rows.map(
            entities
                .createNativeQuery(
                    """
                    select draft.clip_id, draft.frame_index, clip.id is null
                    from active_learning.draft as draft
                    left join ingest.clip as clip on clip.id = draft.clip_id
                    where draft.slot_id = :slot and draft.reader = :reader
                      and draft.clip_id <> :unknown limit 1
                    """)
                .setParameter("slot", slotId)
                .setParameter("reader", reader)
                .setParameter("unknown", UNKNOWN),
            row ->
                new Origin(
                    (UUID) row[0],
                    ((Number) row[1]).intValue(),
                    Boolean.TRUE.equals(row[2]) ? STUDY_DELETED : LEASE_LOST))
        .stream()
        .findFirst();
  }

  /**
   * Returns the draft of the reader's current lease of a frame, or else the last draft of the
   * frame.
   */
  Optional<Draft> ofFrame(UUID clip, int index, String reader, UUID token) {
    return Rows.map(
            entities
                .createNativeQuery(
                    COLUMNS
                        + "where clip_id = :clip and frame_index = :index and reader = :reader"
                        + " order by (token = :token) desc, saved_at desc limit 1")
                .setParameter("clip", clip)
                .setParameter("index", index)
                .setParameter("reader", reader)
                .setParameter("token", token),
            Drafts::message)
        .stream()
        .findFirst();
  }

  /** Returns the reader's drafts without a lease, newest first. */
  @Transactional
  public List<Draft> withoutLease(String reader) {
    return Rows.map(
        entities
            .createNativeQuery(WITHOUT_LEASE)
            .setParameter("reader", reader)
            .setParameter("deleted", STUDY_DELETED)
            .setParameter("lost", LEASE_LOST),
        Drafts::message);
  }

  /** Notes that a reader returned the place of a drawing. */
  void endLease(UUID slotId, UUID token) {
    entities
        .createNativeQuery(
            """
            update active_learning.draft set note = :note
            where slot_id = :slot and token = :token and note = ''
            """)
        .setParameter("note", GIVEN_BACK)
        .setParameter("slot", slotId)
        .setParameter("token", token)
        .executeUpdate();
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

  /** Removes drafts that were not changed for thirty days. */
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
