-- Runtime environments: packages of their own for runbooks, built once into locks that never change.

create table runtime_environment (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  -- The account's own Python packages: an environment that no client makes or changes by its name.
  is_system boolean not null default false,
  location text not null,
  tags jsonb not null default '{}',
  description text not null default '',
  language text not null check (language in ('PowerShell', 'Python')),
  -- As the client wrote it; which engine that means is said by the kind.
  version text not null,
  engine_kind text not null check (engine_kind in ('tenantry', 'pwsh', 'python')),
  default_packages jsonb not null default '{}',
  state text not null check (state in ('Building', 'Succeeded', 'Failed')),
  error jsonb,
  -- Modules that do not load together, as the newest build found them.
  pairs jsonb not null default '[]',
  -- The task of the newest build: only its result is kept.
  build_id uuid not null,
  build_attempt integer not null default 0,
  -- The only lock that the build may come to, where the environment was made from one.
  wanted_lock text,
  -- The lock that jobs get: that of the last build that passed.
  ready_revision integer,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index runtime_environment_by_name on runtime_environment (account_id, lower(name));
create unique index runtime_environment_by_build on runtime_environment (build_id);

create table environment_package (
  id uuid primary key,
  environment_id uuid not null references runtime_environment (id) on delete cascade,
  name text not null,
  state text not null check (state in ('Creating', 'ContentRetrieved', 'RunningImportModuleRunbook', 'Succeeded', 'Failed')),
  error jsonb,
  package_hash text references package (hash),
  -- As the package itself tells, at its last import that passed.
  version text,
  size_in_bytes bigint,
  description text not null default '',
  commands jsonb not null default '[]',
  required_modules jsonb not null default '[]',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index environment_package_by_name on environment_package (environment_id, lower(name));
create index environment_package_by_hash on environment_package (package_hash);

create table environment_lock (
  id uuid primary key,
  environment_id uuid not null references runtime_environment (id) on delete cascade,
  revision integer not null,
  -- SHA-256 of the content.
  hash text not null,
  content text not null,
  created_at timestamptz not null
);
create unique index environment_lock_by_revision on environment_lock (environment_id, revision);

-- What a lock names stays as long as the lock.
create table environment_lock_package (
  lock_id uuid not null references environment_lock (id) on delete cascade,
  package_hash text not null references package (hash),
  primary key (lock_id, package_hash)
);
create index environment_lock_package_by_hash on environment_lock_package (package_hash);

-- The name as it is shown, which may be one of the system's; the id where it is an environment of the account.
alter table runbook add column environment_name text;
alter table runbook add column environment_id uuid references runtime_environment (id);
create index runbook_by_environment on runbook (environment_id);

-- A job keeps the lock that was ready when it was made. Its facts stay with it after the lock is gone.
alter table job add column environment jsonb;
alter table job add column lock_id uuid references environment_lock (id) on delete set null;
create index job_by_lock on job (lock_id) where lock_id is not null and ended_at is null;
