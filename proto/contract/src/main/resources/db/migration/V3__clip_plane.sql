alter table ingest.clip add column plane smallint not null default 0 check (plane in (0, 1, 2));
comment on column ingest.clip.plane is
  '0: the whole picture; 1 and 2: the left or upper, and the right or lower plane of a biplane picture';
alter table ingest.clip drop constraint clip_study_id_sha256_key;
alter table ingest.clip add constraint clip_study_id_sha256_plane_key unique (study_id, sha256, plane);
