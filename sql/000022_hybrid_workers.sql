-- Groups of workers that jobs name by runOn, and the workers registered in them.
create table hybrid_worker_group (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  group_type text not null default 'User' check (group_type in ('User', 'System')),
  -- The name of a credential of the account, as whom jobs of the group are to run.
  credential text,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index hybrid_worker_group_by_name on hybrid_worker_group (account_id, lower(name));

create table hybrid_worker (
  account_id uuid not null references account (id) on delete cascade,
  -- Chosen by who registers it.
  id uuid not null,
  group_id uuid not null references hybrid_worker_group (id) on delete cascade,
  name text not null,
  vm_resource_id text not null,
  registered_at timestamptz not null,
  last_seen_at timestamptz,
  modified_at timestamptz not null,
  primary key (account_id, id)
);
create index hybrid_worker_by_group on hybrid_worker (group_id);

-- Held for a group: no worker of it is there to take the job.
alter table job drop constraint job_held_because_check;
alter table job add constraint job_held_because_check check (held_because in ('account', 'runbook', 'group'));
