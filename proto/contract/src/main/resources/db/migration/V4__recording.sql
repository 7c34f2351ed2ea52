-- How a clip was recorded: times that the file states, and what the pictures show of gain and sector.
alter table ingest.clip
  add column frame_times_seconds  double precision[] not null default '{}'
    check (cardinality(frame_times_seconds) in (0, frame_count)),
  add column r_wave_times_seconds double precision[] not null default '{}',
  add column saturated_share      double precision check (saturated_share between 0 and 1),
  add column dark_share           double precision check (dark_share between 0 and 1),
  add column median_level         double precision check (median_level between 0 and 255),
  add column bright_level         double precision check (bright_level between 0 and 255),
  add column sector_share         double precision check (sector_share between 0 and 1),
  add column cut_share            double precision check (cut_share between 0 and 1);
comment on column ingest.clip.frame_times_seconds is
  'Seconds from the first frame; empty where the frames are equally spaced, or the file does not tell';
comment on column ingest.clip.r_wave_times_seconds is
  'R-waves of the electrocardiogram, seconds from the first frame; empty where the file states none';
comment on column ingest.clip.saturated_share is
  'This and the following as in echomotion.common.v1.PictureMeasures; null in rows of before these columns';
