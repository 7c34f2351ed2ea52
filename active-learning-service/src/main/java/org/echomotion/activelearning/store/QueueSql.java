package org.echomotion.activelearning.store;

/** The statements of the queue that need more than Hibernate's own language. */
final class QueueSql {

  /**
   * Leases the waiting place with the highest priority. The reader must not have read or skipped
   * its frame. {@code %s} is a further condition. Whether a reader draws without the model's
   * outline depends only on reader and frame, so a second lease does not change it.
   */
  static final String LEASE =
      """
      update active_learning.slot
      set state = 'LEASED', reader = :reader, token = :token, leased_at = clock_timestamp(),
        expires_at = clock_timestamp() + make_interval(secs => :seconds),
        without_proposal = (hashtext(frame_id::text || :reader) & 65535) < :withoutProposal * 65536
      where id = (
        select waiting.id from active_learning.slot as waiting
        where waiting.campaign_id = :campaign and waiting.state = 'WAITING' %s
          and not exists (select from active_learning.slot as own
            where own.frame_id = waiting.frame_id and own.reader = :reader)
          and not exists (select from active_learning.skip as own
            where own.frame_id = waiting.frame_id and own.reader = :reader)
        order by waiting.priority desc, waiting.id limit 1
        for update skip locked)
      returning *
      """;

  /** Locks a frame with a known answer. The reader has not read it and did not decide it. */
  static final String GOLD =
      """
      select gold.id from active_learning.frame as gold
      where gold.campaign_id = :campaign and gold.gold
        and not exists (select from active_learning.slot as own
          where own.frame_id = gold.id and own.reader = :reader)
        and not exists (select from active_learning.skip as own
          where own.frame_id = gold.id and own.reader = :reader)
        and not exists (select from active_learning.annotation as own
          where own.frame_id = gold.id and own.annotator = :reader and own.role = 'REVIEWER')
      order by random() limit 1
      for no key update of gold skip locked
      """;

  /** Adds a leased place to a frame with a known answer. */
  static final String GOLD_LEASE =
      """
      insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
        random_sample, reader, token, leased_at, expires_at, without_proposal)
      select :id, :frame, :campaign, max(number) + 1, 'LEASED', 0, false, :reader, :token,
        clock_timestamp(), clock_timestamp() + make_interval(secs => :seconds),
        (hashtext(cast(:frame as text) || :reader) & 65535) < :withoutProposal * 65536
      from active_learning.slot where frame_id = :frame
      returning *
      """;

  /**
   * Frees places whose lease has expired, and removes those that were added for a known answer or
   * whose frame waits for no reader any more. The clock here stands still during the statement,
   * because the index of expiry does not serve a condition with {@code clock_timestamp()}: each
   * call would read every live lease.
   */
  static final String EXPIRE =
      """
      with late as (
        select slot.id, slot.frame_id, slot.reader, slot.token,
          slot.number > frame.readers or frame.state <> 'OPEN' as spare
        from active_learning.slot as slot
        join active_learning.frame as frame on frame.id = slot.frame_id
        where slot.state = 'LEASED' and slot.expires_at <= statement_timestamp()
        order by slot.expires_at limit :limit for update of slot skip locked
      ), removed as (
        delete from active_learning.slot as slot using late where slot.id = late.id and late.spare
      ), freed as (
        update active_learning.slot as slot
        set state = 'WAITING', reader = null, token = null, leased_at = null, expires_at = null,
          without_proposal = false
        from late where slot.id = late.id and not late.spare
      ), noted as (
        update active_learning.draft as draft set note = :note
        from late where draft.slot_id = late.id and draft.token = late.token
      )
      insert into active_learning.frame_event (frame_id, slot_id, kind, actor, note)
      select frame_id, id, 'EXPIRED', '', reader from late
      """;

  /** Adds the places that were removed when the frame was set aside. */
  static final String ADD_MISSING_PLACES =
      """
      insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
        random_sample)
      select gen_random_uuid(), frame.id, frame.campaign_id, number, 'WAITING', frame.priority,
        frame.random_sample
      from active_learning.frame as frame, generate_series(1, frame.readers) as number
      where frame.id = :frame
      on conflict (frame_id, number) do nothing
      """;

  /** Locks a place, and returns whether its lease is valid by the clock of the database. */
  static final String LOCK =
      """
      select frame_id, state, reader, cast(token as text),
        coalesce(expires_at > clock_timestamp(), false)
      from active_learning.slot where id = :slot for update
      """;

  static final String KEEP_DRAFT =
      """
      insert into active_learning.draft (slot_id, reader, token, clip_id, frame_index, drawing,
        saved_at, note)
      values (:slot, :reader, :token, :clip, :index, :drawing, clock_timestamp(), :note)
      on conflict (tenant, slot_id, reader, token) do update
        set drawing = excluded.drawing, saved_at = excluded.saved_at,
          note = coalesce(nullif(draft.note, ''), excluded.note)
      """;

  /** Deletes a reader's drawings without a lease, except the newest. */
  static final String DROP_OLDEST_DRAFTS =
      """
      delete from active_learning.draft
      where reader = :reader and note <> '' and (slot_id, token) not in (
        select slot_id, token from active_learning.draft where reader = :reader and note <> ''
        order by saved_at desc limit :limit)
      """;

  /** Adds an event. Agreement and disagreement have no actor, because the system finds them. */
  static final String EVENT =
      """
      insert into active_learning.frame_event (frame_id, slot_id, kind, actor, annotation_id, note)
      values (:frame, cast(nullif(:slot, '') as uuid), :kind,
        case when :kind in ('AGREED', 'DISAGREED') then '' else current_setting('echomotion.actor') end,
        cast(nullif(:annotation, '') as uuid), :note)
      """;

  /** The next position. Other submissions of the tenant wait until the transaction ends. */
  static final String NEXT_POSITION =
      """
      insert into active_learning.last_position (position) values (1)
      on conflict (tenant) do update set position = last_position.position + 1
      returning position
      """;

  private QueueSql() {}
}
