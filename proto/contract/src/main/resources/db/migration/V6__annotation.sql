-- The annotation queue: campaigns and their frames, the readers' places on each frame, drafts, annotations, and the
-- events of each frame. docs/annotation.md explains it.

create table active_learning.campaign (
  id                     uuid primary key,
  tenant                 text not null default current_setting('echomotion.tenant') references ingest.tenant (name),
  name                   text not null check (name ~ '^[A-Za-z0-9 ._-]{1,64}$'),
  state                  text not null check (state in ('OPEN', 'FULL', 'CLOSED')),
  views                  text[] not null check (views <@ array['A4C', 'A2C'] and cardinality(views) >= 1),
  strategy               text not null check (strategy in ('FULL', 'ENTROPY', 'RANDOM', 'STRATIFIED_RANDOM')),
  readers                smallint not null check (readers between 1 and 5),
  frames_per_clip        smallint not null check (frames_per_clip between 1 and 50),
  frames_per_study       smallint not null check (frames_per_study between 1 and 200),
  random_share           double precision not null check (random_share between 0.1 and 1),
  without_proposal_share double precision not null check (without_proposal_share between 0 and 1),
  gold_share             double precision not null check (gold_share between 0 and 0.5),
  leases_per_person      smallint not null check (leases_per_person between 1 and 20),
  lease_seconds          integer not null check (lease_seconds between 1 and 28800),
  smallest_agreement     double precision not null check (smallest_agreement between 0 and 1),
  budget                 bigint check (budget >= 1),
  created_by             text not null,
  created_at             timestamptz not null,
  unique (tenant, name),
  unique (id, tenant)
);
comment on table active_learning.campaign is 'writer: active-learning-service. Which frames are chosen, and how they are read';

create table active_learning.frame (
  id              uuid primary key,
  tenant          text not null default current_setting('echomotion.tenant'),
  campaign_id     uuid not null,
  clip_id         uuid not null,
  study_id        uuid not null,
  frame_index     integer not null check (frame_index >= 0),
  phase           text not null check (phase in ('END_DIASTOLE', 'END_SYSTOLE', 'OTHER')),
  view            text not null,
  reasons         text[] not null,
  reason_values   double precision[] not null check (cardinality(reason_values) = cardinality(reasons)),
  random_sample   boolean not null,
  priority        double precision not null,
  readers         smallint not null check (readers between 1 and 5),
  uncertainty     double precision not null,
  proposal        bytea not null,
  provenance      bytea not null,
  model_version   text not null,
  state           text not null check (state in ('OPEN', 'REVIEW', 'DONE')),
  round           smallint not null default 1,
  gold            boolean not null default false,
  correction_pending boolean not null default false,
  result_verdict  text check (result_verdict in ('OUTLINED', 'NOT_ASSESSABLE')),
  result_contour  bytea,
  result_method   text check (result_method in ('SINGLE', 'MEAN', 'STAPLE', 'REVIEWER')),
  agreement_dice  double precision check (agreement_dice between 0 and 1),
  agreement_mm    double precision check (agreement_mm >= 0),
  created_at      timestamptz not null,
  foreign key (campaign_id, tenant) references active_learning.campaign (id, tenant),
  foreign key (clip_id, tenant) references ingest.clip (id, tenant) on delete cascade,
  foreign key (study_id, tenant) references ingest.study (id, tenant) on delete cascade,
  unique (tenant, clip_id, frame_index),
  unique (id, tenant),
  check ((state = 'DONE') = (result_verdict is not null and result_method is not null)),
  check (not gold or state = 'DONE'),
  check (not correction_pending or state = 'DONE')
);
comment on table active_learning.frame is 'writer: active-learning-service. A frame for readers; one row for all versions of the model';
comment on column active_learning.frame.priority is 'Frames with a higher priority are leased first';
comment on column active_learning.frame.round is 'Counts up when a reviewer reopens the frame; annotations of earlier rounds do not count';
comment on column active_learning.frame.gold is 'The result is a known answer. Readers who have not read the frame sometimes get it';
comment on column active_learning.frame.correction_pending is 'A person corrected the frame after it got its result. The result stays until a reviewer settles the frame again';
create index frame_correction_pending on active_learning.frame (tenant, id) where correction_pending;
create index frame_state on active_learning.frame (tenant, state, id) where state <> 'OPEN';
create index frame_gold on active_learning.frame (tenant, campaign_id) where gold;
create index frame_study on active_learning.frame (tenant, study_id);
create index frame_newest on active_learning.frame (tenant, campaign_id, created_at desc);

create table active_learning.slot (
  id              uuid primary key,
  tenant          text not null default current_setting('echomotion.tenant'),
  frame_id        uuid not null,
  campaign_id     uuid not null,
  number          smallint not null check (number >= 1),
  state           text not null check (state in ('WAITING', 'LEASED', 'SUBMITTED')),
  priority        double precision not null,
  random_sample   boolean not null,
  reader          text,
  token           uuid,
  leased_at       timestamptz,
  expires_at      timestamptz,
  without_proposal boolean not null default false,
  foreign key (frame_id, tenant) references active_learning.frame (id, tenant) on delete cascade,
  unique (frame_id, number),
  unique (id, tenant),
  check ((state = 'WAITING') = (reader is null)),
  check ((state = 'LEASED') = (expires_at is not null)),
  check (state = 'WAITING' or (token is not null and leased_at is not null))
);
comment on table active_learning.slot is 'writer: active-learning-service. The place of one reader on a frame';
comment on column active_learning.slot.token is 'Token of the last lease. Every call about the lease must state it, so that an earlier holder cannot change anything';
-- One person reads a frame once.
create unique index slot_reader on active_learning.slot (reader, frame_id) where reader is not null;
create index slot_waiting on active_learning.slot (tenant, campaign_id, priority desc, id) where state = 'WAITING';
create index slot_waiting_random on active_learning.slot (tenant, campaign_id, priority desc, id)
  where state = 'WAITING' and random_sample;
create index slot_leased on active_learning.slot (tenant, reader, leased_at) where state = 'LEASED';
create index slot_expiry on active_learning.slot (tenant, expires_at) where state = 'LEASED';

-- Numbers of a campaign's places and frames in each state, so that no query counts a million rows. Each session changes
-- its own row, so that leases do not wait for each other. active-learning-service sums these rows from time to time.
create table active_learning.tally (
  tenant      text not null default current_setting('echomotion.tenant'),
  campaign_id uuid not null,
  kind        text not null,
  session     integer not null,
  n           bigint not null,
  primary key (campaign_id, kind, session),
  foreign key (campaign_id, tenant) references active_learning.campaign (id, tenant) on delete cascade
);
comment on table active_learning.tally is 'writer: triggers. Numbers of frames and places by state. A number is the sum over all sessions';

-- The kind is the trigger's argument followed by the state of the row. With the rights of the owner, because
-- ingest-service deletes frames with their study.
create function active_learning.tally_up() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  own constant integer := pg_backend_pid();
begin
  if tg_op <> 'INSERT' then
    insert into active_learning.tally values (old.tenant, old.campaign_id, tg_argv[0] || old.state, own, -1)
      on conflict (campaign_id, kind, session) do update set n = tally.n - 1;
  end if;
  if tg_op <> 'DELETE' then
    insert into active_learning.tally values (new.tenant, new.campaign_id, tg_argv[0] || new.state, own, 1)
      on conflict (campaign_id, kind, session) do update set n = tally.n + 1;
  end if;
  return null;
end $$;
create trigger tally_rows after insert or delete on active_learning.slot
  for each row execute function active_learning.tally_up('SLOT_');
create trigger tally_states after update of state on active_learning.slot
  for each row when (old.state <> new.state) execute function active_learning.tally_up('SLOT_');
create trigger tally_rows after insert or delete on active_learning.frame
  for each row execute function active_learning.tally_up('FRAME_');
create trigger tally_states after update of state on active_learning.frame
  for each row when (old.state <> new.state) execute function active_learning.tally_up('FRAME_');

create table active_learning.skip (
  tenant     text not null default current_setting('echomotion.tenant'),
  frame_id   uuid not null,
  reader     text not null,
  reason     text not null check (length(reason) between 1 and 200),
  skipped_at timestamptz not null,
  primary key (frame_id, reader),
  foreign key (frame_id, tenant) references active_learning.frame (id, tenant) on delete cascade
);
comment on table active_learning.skip is 'writer: active-learning-service. A reader who skipped a frame and does not get it again';

-- No foreign key to a clip: a drawing is kept when its lease ends, and for thirty days after its study is deleted. Each
-- lease has a drawing of its own, so that a late one replaces no other.
create table active_learning.draft (
  tenant      text not null default current_setting('echomotion.tenant'),
  slot_id     uuid not null,
  reader      text not null,
  token       uuid not null,
  clip_id     uuid not null,
  frame_index integer not null,
  drawing     bytea not null,
  saved_at    timestamptz not null,
  note        text not null,
  primary key (tenant, slot_id, reader, token)
);
comment on table active_learning.draft is 'writer: active-learning-service. An unfinished or late drawing';
comment on column active_learning.draft.note is 'Why the drawing has no lease; empty if it had one when it was stored';
create index draft_reader on active_learning.draft (tenant, reader, saved_at desc);

alter table active_learning.annotation rename to annotation_v5;
alter table active_learning.task rename to task_v5;
alter index active_learning.annotation_pkey rename to annotation_v5_pkey;

create table active_learning.annotation (
  id               uuid primary key,
  tenant           text not null default current_setting('echomotion.tenant'),
  position         bigint not null,
  frame_id         uuid not null,
  slot_id          uuid,
  round            smallint not null,
  annotator        text not null,
  role             text not null check (role in ('READER', 'REVIEWER', 'CORRECTION')),
  verdict          text not null check (verdict in ('OUTLINED', 'NOT_ASSESSABLE')),
  contour          bytea not null,
  drawing          bytea,
  quality          text check (quality in ('GOOD', 'FAIR', 'POOR')),
  without_proposal boolean not null,
  provenance       bytea not null,
  seconds          double precision not null check (seconds >= 0),
  token            uuid,
  submitted_at     timestamptz not null,
  dice_to_proposal double precision,
  dice_to_result   double precision,
  gold_dice        double precision,
  unique (tenant, position),
  foreign key (frame_id, tenant) references active_learning.frame (id, tenant) on delete cascade
);
comment on table active_learning.annotation is 'writer: active-learning-service. A reader''s outline, a reviewer''s decision, or a correction from the page of a study. Only the figures of agreement are changed later';
comment on column active_learning.annotation.position is 'Increases in the order of commits. A program that has read up to a position has missed no earlier annotation';
comment on column active_learning.annotation.token is 'Token of the lease. A submission that is sent twice is stored once';
create unique index annotation_token on active_learning.annotation (slot_id, token) where token is not null;
create index annotation_frame on active_learning.annotation (frame_id, position);
create index annotation_annotator on active_learning.annotation (tenant, annotator);

create table active_learning.last_position (
  tenant   text primary key default current_setting('echomotion.tenant'),
  position bigint not null
);
comment on table active_learning.last_position is 'writer: active-learning-service. Position of the last annotation. Locked until the transaction ends';

create table active_learning.frame_event (
  id            bigint generated always as identity primary key,
  tenant        text not null default current_setting('echomotion.tenant'),
  frame_id      uuid not null,
  slot_id       uuid,
  kind          text not null check (kind in ('LEASED', 'RELEASED', 'EXPIRED', 'SKIPPED', 'SUBMITTED', 'AGREED',
    'DISAGREED', 'SETTLED', 'REOPENED', 'GOLD', 'SET_ASIDE', 'CORRECTED')),
  actor         text not null default current_setting('echomotion.actor'),
  at            timestamptz not null default clock_timestamp(),
  annotation_id uuid,
  note          text not null default ''
);
comment on table active_learning.frame_event is 'writer: active-learning-service. What happened to a frame; append-only, deleted with its study';
create index frame_event_frame on active_learning.frame_event (frame_id, id);

-- A trigger, not a foreign key: with a foreign key, a lease would lock a place and then its frame, and the deletion of
-- a study would lock them in the opposite order.
create function active_learning.delete_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  delete from active_learning.frame_event where frame_id = old.id;
  return null;
end $$;
create trigger delete_events after delete on active_learning.frame
  for each row execute function active_learning.delete_events();

-- Deletes the remaining rows of a removed tenant. Its frames are deleted with its studies.
create function active_learning.delete_tenant() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  delete from active_learning.draft where tenant = new.name;
  delete from active_learning.campaign where tenant = new.name;
  delete from active_learning.last_position where tenant = new.name;
  return null;
end $$;
create trigger delete_annotation after update of removed_at on ingest.tenant
  for each row when (old.removed_at is null and new.removed_at is not null)
  execute function active_learning.delete_tenant();

do $$
declare
  relation text;
begin
  foreach relation in array array['campaign', 'frame', 'slot', 'tally', 'skip', 'draft', 'annotation',
    'last_position', 'frame_event']
  loop
    execute format('alter table active_learning.%I enable row level security', relation);
    execute format('alter table active_learning.%I force row level security', relation);
    execute format('create policy tenant on active_learning.%I using (tenant = current_setting(''echomotion.tenant'', true))',
      relation);
    execute format('grant select, insert, update, delete on active_learning.%I to echomotion_active_learning', relation);
  end loop;
end $$;
revoke update, delete, truncate on active_learning.frame_event from echomotion_active_learning;

-- Copies the queue of earlier versions. Row-level security is not forced here, because the owner reads the rows of all
-- tenants.
alter table active_learning.task_v5 no force row level security;
alter table active_learning.annotation_v5 no force row level security;
alter table active_learning.campaign no force row level security;
alter table active_learning.frame no force row level security;
alter table active_learning.slot no force row level security;
alter table active_learning.tally no force row level security;
alter table active_learning.annotation no force row level security;
alter table active_learning.last_position no force row level security;
alter table ingest.clip no force row level security;

insert into active_learning.campaign
select gen_random_uuid(), tenant, 'standard', 'OPEN', array['A4C', 'A2C'], 'FULL', 1, 3, 8, 0.1, 0.05, 0.05, 5, 1800, 0.85,
  null, 'system', now()
from (select distinct tenant from active_learning.task_v5) as tenants;

insert into active_learning.frame
select t.id, t.tenant, c.id, t.clip_id, t.study_id, t.frame_index, 'OTHER', clip.view, array['CONTOUR_UNCERTAIN'],
  array[t.uncertainty], false, t.uncertainty, 1, t.uncertainty, t.suggested_contour, t.provenance, t.model_version,
  case when a.id is null then 'OPEN' else 'DONE' end, 1, false, false, a.verdict, a.contour,
  case when a.id is null then null else 'SINGLE' end, null, null, t.created_at
from (select distinct on (clip_id, frame_index) task_v5.*
  from active_learning.task_v5 order by clip_id, frame_index, (state = 'SUBMITTED') desc, created_at desc) as t
join active_learning.campaign as c on c.tenant = t.tenant
join ingest.clip as clip on clip.id = t.clip_id
left join active_learning.annotation_v5 as a on a.task_id = t.id;

insert into active_learning.slot
select gen_random_uuid(), f.tenant, f.id, f.campaign_id, 1, case when a.id is null then 'WAITING' else 'SUBMITTED' end,
  f.priority, false, a.annotator, a.lease_token, a.submitted_at, null, false
from active_learning.frame as f
left join active_learning.annotation_v5 as a on a.task_id = f.id;

-- Earlier versions queued a frame once for each model. One annotation of such a frame counts; the others are kept as
-- annotations of an earlier round.
insert into active_learning.annotation
select a.id, a.tenant, row_number() over (partition by a.tenant order by a.submitted_at, a.id), f.id,
  case when t.id = f.id then s.id end, case when t.id = f.id then 1 else 0 end, a.annotator, 'READER', a.verdict,
  a.contour, null, null, false, t.provenance, 0, a.lease_token, a.submitted_at, null, null, null
from active_learning.annotation_v5 as a
join active_learning.task_v5 as t on t.id = a.task_id
join active_learning.frame as f on f.clip_id = t.clip_id and f.frame_index = t.frame_index
join active_learning.slot as s on s.frame_id = f.id;

insert into active_learning.last_position
select tenant, max(position) from active_learning.annotation group by tenant;

alter table ingest.clip force row level security;
alter table active_learning.campaign force row level security;
alter table active_learning.frame force row level security;
alter table active_learning.slot force row level security;
alter table active_learning.tally force row level security;
alter table active_learning.annotation force row level security;
alter table active_learning.last_position force row level security;
drop table active_learning.annotation_v5;
drop table active_learning.task_v5;
