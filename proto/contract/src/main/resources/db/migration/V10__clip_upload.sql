-- When the upload of a clip was complete, to measure the time to its ejection fraction; and the trace of the upload, so
-- that the steps after it are parts of the same trace, also if the event is sent later.
alter table ingest.clip add column received_at timestamptz;
alter table ingest.clip add column trace_parent text check (length(trace_parent) <= 55);
comment on column ingest.clip.received_at is 'When the last byte of the upload arrived; null for clips of older versions';
comment on column ingest.clip.trace_parent is 'W3C traceparent of the upload; null if it was not traced';
