-- The combined result of a study with two views and its second opinion are stored, so that every read gives the same.
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
