package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.contract.activelearning.v1.FrameEvent;
import org.echomotion.json.ProtoTime;
import org.jspecify.annotations.Nullable;

/** What happened to each frame. Events are only added. */
@ApplicationScoped
class FrameEvents {

  private final EntityManager entities;

  FrameEvents(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds an event of a place. */
  void add(SlotEntity slot, FrameEventKind kind, @Nullable UUID annotation, String note) {
    add(slot.frameId, slot.id.toString(), kind, annotation, note);
  }

  /** Adds an event of a frame as a whole. */
  void add(UUID frame, FrameEventKind kind, @Nullable UUID annotation, String note) {
    add(frame, "", kind, annotation, note);
  }

  private void add(
      UUID frame, String slot, FrameEventKind kind, @Nullable UUID annotation, String note) {
    entities
        .createNativeQuery(QueueSql.EVENT)
        .setParameter("frame", frame)
        .setParameter("slot", slot)
        .setParameter("kind", kind.name())
        .setParameter("annotation", annotation == null ? "" : annotation.toString())
        .setParameter("note", note)
        .executeUpdate();
  }

  /** Returns the events of a frame, oldest first. */
  List<FrameEvent> of(UUID frame) {
    return Rows.map(
        entities
            .createNativeQuery(
                """
                select kind, actor, at, cast(annotation_id as text), note
                from active_learning.frame_event where frame_id = :frame order by id
                """)
            .setParameter("frame", frame),
        FrameEvents::message);
  }

  private static FrameEvent message(Object[] row) {
    return FrameEvent.newBuilder()
        .setKind(
            org.echomotion.contract.activelearning.v1.FrameEventKind.valueOf(
                "FRAME_EVENT_KIND_" + row[0]))
        .setActor((String) row[1])
        .setOccurredAt(ProtoTime.of((Instant) row[2]))
        .setAnnotationId(row[3] == null ? "" : (String) row[3])
        .setNote((String) row[4])
        .build();
  }
}
