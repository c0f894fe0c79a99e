-- Modules of an account, and the packages that they come in.

-- A zip or nupkg file, in pieces, found by its SHA-256. One without a hash is still being uploaded.
create table package (
  id uuid primary key,
  hash text unique,
  size bigint not null default 0,
  created_at timestamptz not null
);

create table package_piece (
  package_id uuid not null references package (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (package_id, number)
);
-- They are compressed already.
alter table package_piece alter column bytes set storage external;

create table module (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  location text not null,
  tags jsonb not null default '{}',
  state text not null check (state in ('Creating', 'ContentRetrieved', 'RunningImportModuleRunbook', 'Succeeded', 'Failed')),
  error jsonb,
  -- The newest content, and the task that tries it. Only the newest task's result is kept.
  package_hash text references package (hash),
  import_id uuid,
  import_attempt integer not null default 0,
  -- What jobs load: the last content that passed, as its own manifest describes it.
  ready_hash text references package (hash),
  version text,
  size_in_bytes bigint,
  description text not null default '',
  commands jsonb not null default '[]',
  required_modules jsonb not null default '[]',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index module_by_name on module (account_id, lower(name));
create unique index module_by_import on module (import_id);
