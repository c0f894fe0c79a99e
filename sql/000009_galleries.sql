-- Feeds that packages may come from, and imports of modules from them.

create table gallery_feed (
  -- Feeds count in this order.
  position bigint primary key generated always as identity,
  name text not null,
  url text not null,
  hosts jsonb not null default '[]',
  allow_private boolean not null default false,
  created_at timestamptz not null
);
create unique index gallery_feed_by_name on gallery_feed (lower(name));

create table module_import (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  requested_by text not null,
  -- What was asked for: names, ranges, feeds.
  wanted jsonb not null,
  -- Applied as soon as all of it passed, or kept for somebody to look at first.
  applies boolean not null,
  state text not null check (state in ('Running', 'Ready', 'Succeeded', 'Failed')),
  error jsonb,
  items jsonb not null,
  present jsonb not null default '[]',
  -- Dependencies that came to light in import tests, by name and version.
  discovered jsonb not null default '{}',
  changes jsonb,
  -- Whoever works at it has it until then.
  lease_until timestamptz,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create index module_import_by_account on module_import (account_id, created_at);

alter table module_version add constraint module_version_of_trial foreign key (trial_id) references module_import (id) on delete cascade;
