alter table ingest.clip add column remarks jsonb not null default '[]';
comment on column ingest.clip.remarks is
  'echomotion.common.v1.Remark: how properties of the cine are known where its file does not simply state them';
alter table ingest.clip drop constraint clip_view_check;
alter table ingest.clip add constraint clip_view_check check (view in ('A4C', 'A2C', 'OTHER'));
comment on column ingest.clip.view is 'OTHER: the file states a view that is not measured';
