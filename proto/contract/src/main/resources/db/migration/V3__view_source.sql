-- How the view of a clip is known: a clip whose view nobody stated is looked at by the view classifier.
alter table ingest.clip add column view_source text not null default 'ASSUMED'
  check (view_source in ('CALLER', 'FILE', 'ASSUMED'));
comment on column ingest.clip.view_source is
  'CALLER: given with the upload; FILE: the file states it; ASSUMED: A4C is taken, and the result says what was found.';
