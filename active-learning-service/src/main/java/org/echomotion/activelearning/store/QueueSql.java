package org.echomotion.activelearning.store;

/** The statements of the queue that need more than Hibernate's own language. */
final class QueueSql {

  /**
   * Leases the place with the highest priority that waits on a frame which the reader has not read
   * or skipped. {@code %s} is a further condition.
   */
  static final String LEASE =
      """
      update active_learning.slot
      set state = 'LEASED', reader = :reader, token = :token, leased_at = clock_timestamp(),
        expires_at = clock_timestamp() + make_interval(secs => :seconds),
        without_proposal = :withoutProposal
      where id = (
        select waiting.id from active_learning.slot as waiting
        where waiting.campaign_id = :campaign and waiting.state = 'WAITING' %s
          and not exists (select from active_learning.slot as own
            where own.frame_id = waiting.frame_id and own.reader = :reader)
          and not exists (select from active_learning.skip as own
            where own.frame_id = waiting.frame_id and own.reader = :reader)
        order by waiting.priority desc, waiting.id limit 1
        for update skip locked)
      returning id
      """;

  /** Frames with a known answer that the reader has not read, in any order. */
  static final String GOLD =
      """
      select gold.id from active_learning.frame as gold
      where gold.campaign_id = :campaign and gold.gold
        and not exists (select from active_learning.slot as own
          where own.frame_id = gold.id and own.reader = :reader)
        and not exists (select from active_learning.skip as own
          where own.frame_id = gold.id and own.reader = :reader)
      order by random() limit 1
      """;

  /** Adds a leased place to a frame with a known answer. */
  static final String GOLD_LEASE =
      """
      insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
        random_sample, reader, token, leased_at, expires_at, without_proposal)
      select :id, :frame, :campaign, max(number) + 1, 'LEASED', 0, false, :reader, :token,
        clock_timestamp(), clock_timestamp() + make_interval(secs => :seconds), :withoutProposal
      from active_learning.slot where frame_id = :frame
      """;

  /** Frees places whose lease has expired. */
  static final String EXPIRE =
      """
      with late as (
        select id, frame_id, reader from active_learning.slot
        where state = 'LEASED' and expires_at <= clock_timestamp()
        order by expires_at limit :limit for update skip locked
      ), freed as (
        update active_learning.slot as slot
        set state = 'WAITING', reader = null, token = null, leased_at = null, expires_at = null,
          without_proposal = false
        from late where slot.id = late.id
      ), noted as (
        update active_learning.draft as draft set note = :note
        from late where draft.slot_id = late.id and draft.reader = late.reader
      )
      insert into active_learning.frame_event (frame_id, kind, actor, note)
      select frame_id, 'EXPIRED', '', reader from late
      """;

  /** Locks a place, and says whether its lease is alive by the clock of the database. */
  static final String LOCK =
      """
      select frame_id, state, reader, cast(token as text),
        coalesce(expires_at > clock_timestamp(), false)
      from active_learning.slot where id = :slot for update
      """;

  static final String KEEP_DRAFT =
      """
      insert into active_learning.draft (slot_id, reader, clip_id, frame_index, drawing, saved_at, note)
      values (:slot, :reader, :clip, :index, :drawing, clock_timestamp(), :note)
      on conflict (tenant, slot_id, reader) do update
        set drawing = excluded.drawing, saved_at = excluded.saved_at, note = excluded.note
      """;

  /** Keeps a reader's newest drawings without a lease. */
  static final String DROP_OLDEST_DRAFTS =
      """
      delete from active_learning.draft where reader = :reader and note <> '' and slot_id not in (
        select slot_id from active_learning.draft where reader = :reader and note <> ''
        order by saved_at desc limit :limit)
      """;

  /** What the system concludes from what people do has no actor. */
  static final String EVENT =
      """
      insert into active_learning.frame_event (frame_id, kind, actor, annotation_id, note)
      values (:frame, :kind,
        case when :kind in ('AGREED', 'DISAGREED') then '' else current_setting('echomotion.actor') end,
        cast(nullif(:annotation, '') as uuid), :note)
      """;

  /** The next position of an annotation. Others of the tenant wait until the transaction ends. */
  static final String NEXT_POSITION =
      """
      insert into active_learning.last_position (position) values (1)
      on conflict (tenant) do update set position = last_position.position + 1
      returning position
      """;

  private QueueSql() {}
}
