alter table ingest.clip add column remarks jsonb not null default '[]';
comment on column ingest.clip.remarks is
  'How properties of the cine are known, if its file does not state them directly: property, basis, text and withholds of each remark';
alter table ingest.clip drop constraint clip_view_check;
alter table ingest.clip add constraint clip_view_check check (view in ('A4C', 'A2C', 'OTHER'));
comment on column ingest.clip.view is 'OTHER: the file states a view that is not measured';
