-- Git repositories that runbooks come from, and their synchronisations.

create table source_control (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  source_type text not null,
  repo_url text not null,
  branch text not null,
  folder_path text not null,
  auto_sync boolean not null,
  publish_runbook boolean not null,
  remove_deleted boolean not null,
  description text not null,
  -- A record of the vault.
  access_token bytea,
  -- Of the last synchronisation that came to its end.
  last_commit text,
  -- When it was asked last, where it is synchronised by itself.
  looked_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index source_control_by_name on source_control (account_id, lower(name));
create index source_control_by_look on source_control (looked_at) where auto_sync;

create table source_control_sync (
  id uuid primary key,
  source_control_id uuid not null references source_control (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  commit_id text not null,
  sync_type text not null check (sync_type in ('FullSync', 'PartialSync')),
  state text not null check (state in ('Running', 'Completed', 'Failed')),
  -- The repository was read and its runbooks are drafts; what is open is their publishing.
  imported boolean not null default false,
  found_commit text,
  exception text,
  attempt integer not null default 0,
  requested_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create unique index source_control_sync_by_name on source_control_sync (source_control_id, lower(name));
create unique index source_control_sync_running on source_control_sync (source_control_id) where ended_at is null;
create index source_control_sync_by_creation on source_control_sync (source_control_id, created_at desc, id);

create table source_control_sync_stream (
  sync_id uuid not null references source_control_sync (id) on delete cascade,
  sequence integer not null,
  stream text not null check (stream in ('Output', 'Error')),
  text text not null,
  time timestamptz not null,
  primary key (sync_id, sequence)
);

-- What came from where: a runbook that is no longer in the repository is known by it.
create table source_control_runbook (
  source_control_id uuid not null references source_control (id) on delete cascade,
  file text not null,
  runbook_name text not null,
  primary key (source_control_id, file)
);

-- The publishing that a synchronisation asked for.
alter table operation add column sync_id uuid references source_control_sync (id) on delete set null;
create index operation_by_sync on operation (sync_id) where sync_id is not null;

create trigger source_control_changed after insert or update of access_token or delete on source_control for each row
  execute function tenantry_count_secret_change();
