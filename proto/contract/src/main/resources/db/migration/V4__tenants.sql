-- A tenant is, for example, a hospital. Every row belongs to one tenant. The database itself shows a session only the
-- rows of the tenant in its setting echomotion.tenant, and refuses rows of other tenants. Without the setting, a session
-- sees nothing. This holds for every role except superusers and roles with BYPASSRLS, which services must not use.

create table ingest.tenant (
  name       text primary key check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
  created_at timestamptz not null default now(),
  closed_at  timestamptz,
  removed_at timestamptz check (removed_at is null or closed_at is not null)
);
comment on table ingest.tenant is 'writer: ingest-service. All tenants; the only table whose rows every tenant can read';
comment on column ingest.tenant.closed_at is 'When its removal began; since then it accepts no uploads';
comment on column ingest.tenant.removed_at is
  'Time at which its last study was deleted. The row stays, so that no other tenant gets the name and the audit trail';
insert into ingest.tenant (name) values ('local');

do $$
declare
  relation text;
begin
  foreach relation in array array[
    'ingest.study', 'ingest.clip', 'ingest.deleted_study', 'segmentation.clip_segmentation',
    'segmentation.frame_segmentation', 'ef.ejection_fraction', 'ef.study_ejection_fraction', 'xai.explanation',
    'xai.artefact', 'active_learning.task', 'active_learning.annotation']
  loop
    -- Rows of versions without tenants belong to "local".
    execute format('alter table %s add column tenant text not null default ''local''', relation);
    execute format('alter table %s alter column tenant set default current_setting(''echomotion.tenant'')', relation);
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy tenant on %s using (tenant = current_setting(''echomotion.tenant'', true))', relation);
  end loop;
end $$;

-- A row and the row that it refers to belong to the same tenant.
alter table ingest.study add foreign key (tenant) references ingest.tenant (name);
alter table ingest.deleted_study add foreign key (tenant) references ingest.tenant (name);
alter table ingest.study add unique (id, tenant);
alter table ingest.clip add unique (id, tenant);
alter table segmentation.clip_segmentation add unique (id, tenant);
alter table ef.ejection_fraction add unique (id, tenant);
alter table xai.explanation add unique (id, tenant);
alter table active_learning.task add unique (id, tenant);

do $$
declare
  reference record;
begin
  for reference in
    select * from (values
      ('ingest', 'clip', 'study_id', 'ingest.study'),
      ('segmentation', 'clip_segmentation', 'clip_id', 'ingest.clip'),
      ('segmentation', 'clip_segmentation', 'study_id', 'ingest.study'),
      ('segmentation', 'frame_segmentation', 'segmentation_id', 'segmentation.clip_segmentation'),
      ('ef', 'ejection_fraction', 'clip_id', 'ingest.clip'),
      ('ef', 'ejection_fraction', 'study_id', 'ingest.study'),
      ('ef', 'study_ejection_fraction', 'study_id', 'ingest.study'),
      ('ef', 'study_ejection_fraction', 'a4c_result_id', 'ef.ejection_fraction'),
      ('ef', 'study_ejection_fraction', 'a2c_result_id', 'ef.ejection_fraction'),
      ('xai', 'explanation', 'clip_id', 'ingest.clip'),
      ('xai', 'explanation', 'study_id', 'ingest.study'),
      ('xai', 'artefact', 'explanation_id', 'xai.explanation'),
      ('active_learning', 'task', 'clip_id', 'ingest.clip'),
      ('active_learning', 'task', 'study_id', 'ingest.study'),
      ('active_learning', 'annotation', 'task_id', 'active_learning.task')
    ) as columns (space, relation, field, target)
  loop
    execute format('alter table %1$I.%2$I drop constraint %3$I', reference.space, reference.relation,
      reference.relation || '_' || reference.field || '_fkey');
    execute format('alter table %1$I.%2$I add constraint %3$I foreign key (%4$I, tenant) references %5$s (id, tenant)'
      ' on delete cascade', reference.space, reference.relation,
      reference.relation || '_' || reference.field || '_fkey', reference.field, reference.target);
  end loop;
end $$;

-- Two tenants may use the same name for a study.
alter table ingest.study drop constraint study_key_key;
alter table ingest.study add constraint study_tenant_key_key unique (tenant, key);

drop index ingest.clip_unpublished;
create index clip_unpublished on ingest.clip (tenant, created_at) where published_at is null;
drop index ef.ejection_fraction_study;
create index ejection_fraction_study on ef.ejection_fraction (tenant, study_key);
drop index ef.ejection_fraction_newest_clips;
create index ejection_fraction_newest_clips on ef.ejection_fraction (tenant, clip_created_at desc, clip_id desc);
drop index active_learning.task_queue;
create index task_queue on active_learning.task (tenant, uncertainty desc, id) where state <> 'SUBMITTED';

-- Who acted, for events that are sent later.
alter table ingest.clip add column created_by text not null default 'local';
alter table ingest.clip alter column created_by set default current_setting('echomotion.actor');
comment on column ingest.clip.created_by is 'Who uploaded it: the name in the access token, or the local user';
alter table ingest.deleted_study add column deleted_by text not null default 'local';
alter table ingest.deleted_study alter column deleted_by set default current_setting('echomotion.actor');
comment on column ingest.deleted_study.deleted_by is 'Who deleted it: the name in the access token, or the local user';

-- One role per service. A service signs in as a member of its role; the owner of the tables only migrates.
do $$
declare
  service text;
begin
  foreach service in array array['ingest', 'segmentation', 'ef', 'xai', 'active_learning']
  loop
    if not exists (select from pg_roles where rolname = 'echomotion_' || service) then
      execute format('create role echomotion_%s nologin', service);
    end if;
    execute format('grant usage on schema %1$s to echomotion_%1$s', service);
    execute format('grant select, insert, update, delete on all tables in schema %1$s to echomotion_%1$s', service);
    execute format('alter default privileges in schema %1$s grant select, insert, update, delete on tables'
      ' to echomotion_%1$s', service);
    execute format('grant usage on schema ingest to echomotion_%s', service);
    execute format('grant select on ingest.tenant, ingest.study, ingest.clip to echomotion_%s', service);
  end loop;
end $$;
