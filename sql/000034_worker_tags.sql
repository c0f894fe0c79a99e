-- Workers of groups carry tags, and a job may ask for a group's workers with some of them.
alter table hybrid_worker add column tags jsonb not null default '{}';

-- Workers of a group with certain tags, that jobs have asked for: such a job names this by its worker_group_id.
create table hybrid_worker_selection (
  id uuid primary key,
  group_id uuid not null references hybrid_worker_group (id) on delete cascade,
  tags jsonb not null,
  unique (group_id, tags)
);

-- What a job's worker_group_id may name.
create view hybrid_worker_place as
  select id, id as group_id, '{}'::jsonb as tags from hybrid_worker_group
  union all
  select id, group_id, tags from hybrid_worker_selection;
