-- The domain's tables. Times are timestamptz; sealed columns (bytea) hold envelope-encrypted records of the store's vault,
-- with the row's own identity as associated data. Names are unique without regard to case, as in Azure.

create table account (
  id uuid primary key,
  subscription_id text not null,
  resource_group text not null,
  name text not null,
  location text not null,
  tags jsonb not null default '{}',
  allowed_hosts text[] not null default '{}',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index account_by_name on account (lower(subscription_id), lower(resource_group), lower(name));

-- One row an identity that jobs of the account may take. Its private key lies outside the database.
create table identity (
  account_id uuid not null references account (id) on delete cascade,
  kind text not null check (kind in ('SystemAssigned', 'UserAssigned')),
  tenant_id text not null,
  application_object_id text not null,
  client_id text not null,
  principal_id text not null,
  created_at timestamptz not null,
  primary key (account_id, client_id)
);

create table artifact (
  hash text primary key,
  content text not null,
  created_at timestamptz not null
);

create table runbook (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  type text not null,
  state text not null check (state in ('New', 'Edit', 'Published')),
  location text not null,
  tags jsonb not null default '{}',
  description text not null default '',
  log_verbose boolean not null default false,
  log_progress boolean not null default false,
  draft_content text,
  draft_created_at timestamptz,
  draft_modified_at timestamptz,
  published_number integer,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index runbook_by_name on runbook (account_id, lower(name));

-- Published versions never change and are never reused.
create table runbook_version (
  runbook_id uuid not null references runbook (id) on delete cascade,
  number integer not null,
  content text not null,
  artifact_hash text not null references artifact (hash),
  parameters jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (runbook_id, number)
);

-- Long-running operations that a client polls; a publish carries its build task.
create table operation (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  kind text not null check (kind in ('draftContent', 'publish')),
  runbook_id uuid references runbook (id) on delete cascade,
  runbook_name text not null,
  runbook_type text not null,
  -- The draft as it was when publish was asked for: later edits do not slip in.
  source text,
  status text not null check (status in ('InProgress', 'Succeeded', 'Failed')),
  error jsonb,
  attempt integer not null default 0,
  requested_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

create table job (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  runbook_name text not null,
  runbook_type text not null,
  artifact_hash text not null references artifact (hash),
  status text not null,
  status_details text not null default 'None',
  -- Sealed JSON map of strings.
  parameters bytea not null,
  tenant text not null default 'main',
  run_on text,
  started_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  modified_at timestamptz not null,
  status_modified_at timestamptz not null,
  exception text,
  -- The newest attempt; every write of an attempt is fenced by it.
  attempt integer not null default 0,
  exit_code integer,
  signal text,
  peak_memory_bytes bigint,
  duration_milliseconds double precision,
  isolation jsonb
);
create unique index job_by_name on job (account_id, lower(name));
create index job_by_creation on job (account_id, created_at desc, id);
create index job_by_runbook on job (account_id, lower(runbook_name), created_at desc, id);
create index job_by_status on job (account_id, status, created_at desc, id);

create table job_attempt (
  job_id uuid not null references job (id) on delete cascade,
  number integer not null,
  worker text not null,
  engine text,
  claimed_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  outcome text,
  primary key (job_id, number)
);

create table job_step (
  job_id uuid not null references job (id) on delete cascade,
  name text not null,
  attempt integer not null,
  -- Sealed JSON of the result: it may hold secrets.
  result bytea not null,
  position bigint generated always as identity,
  recorded_at timestamptz not null,
  primary key (job_id, name)
);

create table job_stream (
  job_id uuid not null references job (id) on delete cascade,
  attempt integer not null,
  sequence bigint not null,
  stream text not null,
  text text not null,
  value jsonb,
  time timestamptz not null,
  primary key (job_id, attempt, sequence)
);

create table job_call (
  job_id uuid not null references job (id) on delete cascade,
  attempt integer not null,
  sequence bigint not null,
  method text not null,
  host text not null,
  path_template text not null,
  status integer not null,
  milliseconds double precision not null,
  refused boolean not null default false,
  time timestamptz not null,
  primary key (job_id, attempt, sequence)
);

create table variable (
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  is_encrypted boolean not null,
  -- Sealed either way: JSON text, as Azure keeps it.
  value bytea not null,
  description text not null default '',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index variable_by_name on variable (account_id, lower(name));

create table credential (
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  user_name text not null,
  password bytea not null,
  description text not null default '',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index credential_by_name on credential (account_id, lower(name));

create table role_assignment (
  id uuid primary key,
  principal_id text not null,
  role text not null,
  scope text not null,
  created_at timestamptz not null
);
create unique index role_assignment_once on role_assignment (principal_id, role, lower(scope));

create table audit_entry (
  id bigint generated always as identity primary key,
  time timestamptz not null,
  actor text not null,
  action text not null,
  resource text not null,
  correlation_id text,
  details jsonb not null default '{}'
);

-- Sealed at the first start, opened at every later one: proves that the key file belongs to this database.
create table vault_canary (
  id integer primary key,
  record bytea not null
);
