-- Labels that are imported from files of other tools.
alter table active_learning.annotation drop constraint annotation_role_check;
alter table active_learning.annotation add constraint annotation_role_check
  check (role in ('READER', 'REVIEWER', 'CORRECTION', 'IMPORTED'));
comment on table active_learning.annotation is 'writer: active-learning-service. A reader''s outline, a reviewer''s decision, a correction from the page of a study, or an outline from a file of another tool. Only the figures of agreement are changed later';

alter table active_learning.frame_event drop constraint frame_event_kind_check;
alter table active_learning.frame_event add constraint frame_event_kind_check
  check (kind in ('LEASED', 'RELEASED', 'EXPIRED', 'SKIPPED', 'SUBMITTED', 'AGREED', 'DISAGREED', 'SETTLED', 'REOPENED',
    'GOLD', 'SET_ASIDE', 'CORRECTED', 'IMPORTED'));
