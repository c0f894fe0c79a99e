-- Where events come from: subscriptions to Microsoft Graph, and whoever sends CloudEvents.

create table event_source (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  kind text not null check (kind in ('MicrosoftGraph', 'CloudEvents')),
  runbook_id uuid not null references runbook (id) on delete cascade,
  -- Sealed JSON map of strings.
  parameters bytea not null,
  run_on text,
  description text,
  is_enabled boolean not null,
  -- SHA-256 of the token in its address: the address itself is nowhere.
  token_hash bytea unique,
  -- CloudEvents: who may ask whether they may send. Empty for all.
  allowed_origins text[] not null,
  -- Microsoft Graph: what is subscribed to, as which of the account's identities (null for its own).
  resource text,
  change_types text[] not null,
  with_data boolean not null,
  identity_client_id text,
  -- The subscription, and what each of its notifications must prove to know. Null while there is none.
  subscription_id text,
  application_id text,
  client_state_hash bytea,
  expires_at timestamptz,
  -- Resource data is encrypted for this certificate. The key is sealed.
  certificate text,
  private_key bytea,
  -- When the subscription wants to be made or renewed, and until when somebody is at it.
  attention_at timestamptz,
  leased_until timestamptz,
  failures integer not null default 0,
  error text,
  last_event_at timestamptz,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  check (kind = 'CloudEvents' or resource is not null)
);
create unique index event_source_by_name on event_source (account_id, lower(name));
create index event_source_by_runbook on event_source (runbook_id);
create index event_source_attention on event_source (attention_at) where attention_at is not null;

-- Events that came: each starts one job, however often it comes.
create table received_event (
  event_source_id uuid not null references event_source (id) on delete cascade,
  -- SHA-256, in hex, of what identifies it.
  key text not null,
  job_id uuid,
  received_at timestamptz not null,
  primary key (event_source_id, key)
);
create index received_event_by_time on received_event (received_at);
