-- The strategy that chooses the frames whose ventricle differs most from those in the queue.
alter table active_learning.campaign drop constraint campaign_strategy_check;
alter table active_learning.campaign add constraint campaign_strategy_check
  check (strategy in ('FULL', 'ENTROPY', 'RANDOM', 'STRATIFIED_RANDOM', 'DIVERSE'));
