-- The study store: one schema per service, and exactly one writer per table. Every row refers to ingest.study or
-- ingest.clip, so deleting a study deletes all of its rows. Pixels are stored as blobs, never as rows.

create schema if not exists ingest;
create schema if not exists segmentation;
create schema if not exists ef;
create schema if not exists xai;
create schema if not exists active_learning;

comment on schema ingest is 'Studies, clips and their progress';
comment on schema segmentation is 'Masks, contours and uncertainty of every frame';
comment on schema ef is 'Ejection fractions';
comment on schema xai is 'Explanations and their artefacts';
comment on schema active_learning is 'The annotation queue and the annotations';

create table ingest.study (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[A-Za-z0-9._-]{1,64}$'),
  created_at timestamptz not null
);
comment on table ingest.study is 'writer: ingest-service. One examination';
comment on column ingest.study.key is 'The caller''s name for the study; never a patient identifier';

create table ingest.clip (
  id                    uuid primary key,
  study_id              uuid not null references ingest.study (id) on delete cascade,
  sha256                text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  source_format         text not null,
  view                  text not null check (view in ('A4C', 'A2C')),
  frame_count           integer not null check (frame_count >= 2),
  frame_rate_hz         double precision not null check (frame_rate_hz > 0),
  display_height        integer not null check (display_height > 0),
  display_width         integer not null check (display_width > 0),
  working_height        integer not null check (working_height > 0),
  working_width         integer not null check (working_width > 0),
  working_scale         double precision not null check (working_scale > 0),
  offset_x              double precision not null,
  offset_y              double precision not null,
  mm_per_working_pixel  double precision check (mm_per_working_pixel > 0),
  preprocessing_version text not null,
  created_at            timestamptz not null,
  published_at          timestamptz,
  stage                 text not null check (stage in ('INGESTED', 'SEGMENTED', 'EF_COMPUTED', 'EXPLAINED', 'FAILED')),
  failure_reason        text check ((stage = 'FAILED') = (failure_reason is not null)),
  result                bytea,
  view_source           text not null default 'ASSUMED' check (view_source in ('CALLER', 'FILE', 'ASSUMED')),
  frame_times_seconds   double precision[] not null default '{}' check (cardinality(frame_times_seconds) in (0, frame_count)),
  r_wave_times_seconds  double precision[] not null default '{}',
  saturated_share       double precision check (saturated_share between 0 and 1),
  dark_share            double precision check (dark_share between 0 and 1),
  median_level          double precision check (median_level between 0 and 255),
  bright_level          double precision check (bright_level between 0 and 255),
  sector_share          double precision check (sector_share between 0 and 1),
  cut_share             double precision check (cut_share between 0 and 1),
  unique (study_id, sha256)
);
comment on table ingest.clip is 'writer: ingest-service. One cine of a study; its frames are blobs named by its id';
comment on column ingest.clip.mm_per_working_pixel is 'Null where the file does not state it';
comment on column ingest.clip.published_at is 'When the broker acknowledged clip.ingested; while null, the sweeper sends the event again';
comment on column ingest.clip.result is 'echomotion.ef.v1.EjectionFraction without frames, as received with ef.computed';
comment on column ingest.clip.view_source is
  'CALLER: given with the upload; FILE: the file states it; ASSUMED: the view is unknown and A4C is stored; the result states the detected view';
comment on column ingest.clip.frame_times_seconds is
  'Seconds from the first frame; empty where the frames are equally spaced or the file states no times';
comment on column ingest.clip.r_wave_times_seconds is
  'R-waves of the electrocardiogram, seconds from the first frame; empty where the file states none';
comment on column ingest.clip.saturated_share is
  'This column and the five after it are defined in echomotion.common.v1.PictureMeasures; null where not measured';
create index clip_unpublished on ingest.clip (created_at) where published_at is null;

create table ingest.deleted_study (
  study_id     uuid primary key,
  clip_ids     uuid[] not null,
  deleted_at   timestamptz not null,
  published_at timestamptz
);
comment on table ingest.deleted_study is 'writer: ingest-service. Outbox of study.deleted; holds random identifiers only';

create table segmentation.clip_segmentation (
  id                    uuid primary key,
  clip_id               uuid not null references ingest.clip (id) on delete cascade,
  study_id              uuid not null references ingest.study (id) on delete cascade,
  model_name            text not null,
  model_version         text not null,
  model_sha256          text not null,
  model_licence         text not null,
  preprocessing_version text not null,
  software_version      text not null,
  configuration_hash    text not null,
  frame_count           integer not null check (frame_count >= 1),
  height                integer not null check (height > 0),
  width                 integer not null check (width > 0),
  mean_boundary_entropy double precision not null,
  created_at            timestamptz not null,
  unique (clip_id, model_version, model_sha256, configuration_hash)
);
comment on table segmentation.clip_segmentation is 'writer: segmentation-service. The outlines of one clip by one model';
create index clip_segmentation_study on segmentation.clip_segmentation (study_id);

create table segmentation.frame_segmentation (
  segmentation_id       uuid not null references segmentation.clip_segmentation (id) on delete cascade,
  frame_index           integer not null check (frame_index >= 0),
  mask                  bytea not null,
  contour               bytea not null,
  mean_boundary_entropy double precision not null,
  mean_probability      double precision not null,
  primary key (segmentation_id, frame_index)
);
comment on table segmentation.frame_segmentation is 'writer: segmentation-service. One frame''s outline';
comment on column segmentation.frame_segmentation.mask is 'One bit per pixel, row-major, most significant bit first';
comment on column segmentation.frame_segmentation.contour is 'Pairs of big-endian float32: x, y in working pixels';

create table ef.ejection_fraction (
  id                        uuid primary key,
  clip_id                   uuid not null references ingest.clip (id) on delete cascade,
  study_id                  uuid not null references ingest.study (id) on delete cascade,
  study_key                 text not null,
  model_version             text not null,
  configuration_hash        text not null,
  status                    text not null,
  ejection_fraction_percent double precision check (ejection_fraction_percent between 0 and 100),
  result                    bytea not null,
  clip_created_at           timestamptz not null,
  created_at                timestamptz not null,
  quality_grade             text not null check (quality_grade in ('GOOD', 'USABLE', 'POOR')),
  unique (clip_id, model_version, configuration_hash)
);
comment on table ef.ejection_fraction is 'writer: ef-service. One clip''s result';
comment on column ef.ejection_fraction.result is 'echomotion.ef.v1.EjectionFraction, complete';
comment on column ef.ejection_fraction.clip_created_at is 'When the clip was ingested; a study''s clips are listed in this order';
comment on column ef.ejection_fraction.quality_grade is
  'The grade stated in result, for filters; POOR where result states none';
create index ejection_fraction_study on ef.ejection_fraction (study_key);
-- A page of the listing starts after the last (clip_created_at, clip_id) of the page before.
create index ejection_fraction_newest_clips on ef.ejection_fraction (clip_created_at desc, clip_id desc);

create table ef.study_ejection_fraction (
  id                     uuid primary key,
  study_id               uuid not null references ingest.study (id) on delete cascade,
  a4c_result_id          uuid not null references ef.ejection_fraction (id) on delete cascade,
  a2c_result_id          uuid not null references ef.ejection_fraction (id) on delete cascade,
  model_name             text,
  model_version          text,
  model_sha256           text,
  configuration_hash     text not null,
  second_opinion_percent double precision check (second_opinion_percent between 0 and 100),
  no_opinion_reason      text,
  result                 bytea not null,
  created_at             timestamptz not null,
  check (second_opinion_percent is null or no_opinion_reason is null),
  check ((second_opinion_percent is null) = (model_sha256 is null)),
  unique (a4c_result_id, a2c_result_id, configuration_hash)
);
comment on table ef.study_ejection_fraction is
  'writer: ef-service. The combined result of one study with two views, with its second opinion';
comment on column ef.study_ejection_fraction.a4c_result_id is 'This and a2c_result_id: the results that it was computed from';
comment on column ef.study_ejection_fraction.model_name is
  'This, model_version and model_sha256: the network that gave the second opinion; null if there is none';
comment on column ef.study_ejection_fraction.configuration_hash is
  'SHA-256 of both results'' configuration hashes, the settings of the combined result, its calibration and the network';
comment on column ef.study_ejection_fraction.no_opinion_reason is
  'Why there is no second opinion; null if there is one, or if second opinions are switched off';
comment on column ef.study_ejection_fraction.result is 'echomotion.ef.v1.StudyEjectionFraction, complete';
create index study_ejection_fraction_study on ef.study_ejection_fraction (study_id);

create table xai.explanation (
  id                 uuid primary key,
  clip_id            uuid not null references ingest.clip (id) on delete cascade,
  study_id           uuid not null references ingest.study (id) on delete cascade,
  model_version      text not null,
  configuration_hash text not null,
  provenance         bytea not null,
  created_at         timestamptz not null,
  unique (clip_id, model_version, configuration_hash)
);
comment on table xai.explanation is 'writer: xai-service. The explanation of one clip''s result';

create table xai.artefact (
  explanation_id uuid not null references xai.explanation (id) on delete cascade,
  name           text not null,
  media_type     text not null,
  length_bytes   bigint not null check (length_bytes > 0),
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (explanation_id, name)
);
comment on table xai.artefact is 'writer: xai-service. One file of an explanation; its bytes are a blob';

create table active_learning.task (
  id                uuid primary key,
  clip_id           uuid not null references ingest.clip (id) on delete cascade,
  study_id          uuid not null references ingest.study (id) on delete cascade,
  frame_index       integer not null check (frame_index >= 0),
  uncertainty       double precision not null,
  suggested_contour bytea not null,
  provenance        bytea not null,
  model_version     text not null,
  created_at        timestamptz not null,
  state             text not null check (state in ('WAITING', 'LEASED', 'SUBMITTED')),
  lease_token       uuid,
  lease_expires_at  timestamptz,
  leased_to         text,
  check ((state = 'LEASED') = (lease_token is not null and lease_expires_at is not null and leased_to is not null)),
  unique (clip_id, frame_index, model_version)
);
comment on table active_learning.task is 'writer: active-learning-service. A frame that waits for an annotator or has been annotated';
create index task_queue on active_learning.task (uncertainty desc, id) where state <> 'SUBMITTED';

create table active_learning.annotation (
  id           uuid primary key,
  task_id      uuid not null references active_learning.task (id) on delete cascade,
  annotator    text not null,
  verdict      text not null check (verdict in ('OUTLINED', 'NOT_ASSESSABLE')),
  contour      bytea not null,
  submitted_at timestamptz not null,
  lease_token  uuid not null unique
);
comment on column active_learning.annotation.lease_token is 'The lease of the submission; a submission that is sent twice is stored once';
comment on table active_learning.annotation is 'writer: active-learning-service. One annotator''s outline of a frame, or the verdict that it cannot be outlined';
create index annotation_task on active_learning.annotation (task_id);
