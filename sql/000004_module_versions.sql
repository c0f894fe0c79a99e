-- Versions of a module side by side, each with the package that it came in and the state of its own import test.

create table module_version (
  -- Also the id of the task that tries it.
  id uuid primary key,
  -- In the order in which contents came.
  sequence bigint not null generated always as identity,
  account_id uuid not null references account (id) on delete cascade,
  -- As the module's, or as whoever asked for it wrote it.
  name text not null,
  -- Null while it is on trial: nobody sees it then but the import that it belongs to.
  module_id uuid references module (id) on delete cascade,
  trial_id uuid,
  state text not null check (state in ('ContentRetrieved', 'RunningImportModuleRunbook', 'Succeeded', 'Failed')),
  error jsonb,
  import_attempt integer not null default 0,
  package_hash text not null references package (hash),
  size_in_bytes bigint not null,
  -- Whether it becomes the default once it is there: asked for by name, or brought along by something else.
  takes_over text not null check (takes_over in ('always', 'newer')),
  -- The feed that it came from; null when it was uploaded.
  feed text,
  -- What follows is told by the module itself, in its import test.
  version text,
  prerelease text not null default '',
  description text not null default '',
  commands jsonb not null default '[]',
  parameters jsonb not null default '{}',
  required_modules jsonb not null default '[]',
  created_at timestamptz not null,
  modified_at timestamptz not null,
  check ((module_id is null) = (trial_id is not null))
);
create unique index module_version_by_number on module_version (module_id, version) where state = 'Succeeded';
create index module_version_by_module on module_version (module_id, sequence);
create index module_version_by_trial on module_version (trial_id) where trial_id is not null;
create index module_version_by_package on module_version (package_hash);

alter table module add column default_version_id uuid references module_version (id) on delete set null;

insert into module_version (id, account_id, name, module_id, state, package_hash, size_in_bytes, takes_over, version, description,
  commands, required_modules, created_at, modified_at)
select gen_random_uuid(), account_id, name, id, 'Succeeded', ready_hash, coalesce(size_in_bytes, 0), 'always', version, description,
  commands, required_modules, created_at, modified_at
from module where ready_hash is not null;
update module m set default_version_id = v.id from module_version v where v.module_id = m.id;

-- Contents that wait for their test go on under the id of their task.
insert into module_version (id, account_id, name, module_id, state, import_attempt, package_hash, size_in_bytes, takes_over, created_at, modified_at)
select import_id, account_id, name, id, state, import_attempt, package_hash, coalesce((select size from package where hash = package_hash), 0),
  'always', now(), now()
from module where import_id is not null and state in ('ContentRetrieved', 'RunningImportModuleRunbook');

alter table module drop column package_hash, drop column import_id, drop column import_attempt, drop column ready_hash,
  drop column version, drop column size_in_bytes, drop column description, drop column commands, drop column required_modules;
