-- Addresses that start a runbook when something is posted to them.

create table webhook (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  runbook_id uuid not null references runbook (id) on delete cascade,
  -- SHA-256 of the token in its address: the address itself is nowhere.
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  is_enabled boolean not null,
  -- Sealed JSON map of strings.
  parameters bytea not null,
  run_on text,
  description text,
  last_invoked_at timestamptz,
  -- Sealed: callers sign with it. Null for a webhook whose address is enough. The previous one counts until then.
  secret bytea,
  previous_secret bytea,
  previous_until timestamptz,
  -- Addresses and networks that may call; empty for all.
  allowed_addresses text[] not null,
  requests_per_minute integer check (requests_per_minute > 0),
  body_schema jsonb,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index webhook_by_name on webhook (account_id, lower(name));
create index webhook_by_runbook on webhook (runbook_id);

-- Calls that were signed and came: none of them counts twice.
create table webhook_nonce (
  webhook_id uuid not null references webhook (id) on delete cascade,
  nonce text not null,
  seen_at timestamptz not null,
  primary key (webhook_id, nonce)
);
create index webhook_nonce_by_time on webhook_nonce (webhook_id, seen_at);
