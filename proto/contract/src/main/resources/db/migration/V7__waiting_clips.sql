-- Uploads are refused while too many clips wait for segmentation, so these clips are counted at each upload.
create index clip_waiting on ingest.clip (tenant) where stage = 'INGESTED';
