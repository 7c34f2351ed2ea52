alter table ingest.clip add column remarks jsonb not null default '[]';
comment on column ingest.clip.remarks is
  'Property, basis, text and withholds of each remark: how a property of the cine is known that its file does not simply state';
alter table ingest.clip drop constraint clip_view_check;
alter table ingest.clip add constraint clip_view_check check (view in ('A4C', 'A2C', 'OTHER'));
comment on column ingest.clip.view is 'OTHER: the file states a view that is not measured';
