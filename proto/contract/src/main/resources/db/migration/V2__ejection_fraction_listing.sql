-- Listing results over all studies: by the clip's age, filtered by grade and ejection fraction.

alter table ef.ejection_fraction
  add column quality_grade text check (quality_grade in ('GOOD', 'USABLE', 'POOR'));
comment on column ef.ejection_fraction.quality_grade is
  'The grade within result; null in rows of before this column, until ef-service''s next start fills it in';
create index ejection_fraction_without_grade on ef.ejection_fraction (id) where quality_grade is null;

-- Pages go on behind (clip_created_at, clip_id).
create index ejection_fraction_newest_clips on ef.ejection_fraction (clip_created_at desc, clip_id desc);
