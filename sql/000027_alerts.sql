-- Alerts: what is watched (rules), what was seen (alerts), whom it is told to (destinations), and what is on its way (deliveries).

create table alert_destination (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  kind text not null check (kind in ('webhook', 'teams', 'mail')),
  -- What may be shown: hosts, senders and receivers, never an address with a token in it.
  shown jsonb not null,
  -- Sealed JSON: the address, the secret that signs, the password.
  secrets bytea not null,
  allow_private boolean not null,
  is_enabled boolean not null,
  -- Why the last delivery failed; null when it did not.
  error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index alert_destination_by_name on alert_destination (account_id, lower(name));

create table alert_rule (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  condition text not null,
  -- The runbook or schedule it is about; null for all.
  of text,
  -- In the unit of the condition; null for conditions that have none.
  threshold integer check (threshold > 0),
  -- Names of destinations; empty for all.
  destinations text[] not null,
  -- An open alert that was not seen for so long is over.
  expires_after_hours integer not null check (expires_after_hours > 0),
  is_enabled boolean not null,
  -- Up to when everything was looked at.
  watched_at timestamptz not null,
  -- Why it could not be looked at the last time.
  error text,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index alert_rule_by_name on alert_rule (account_id, lower(name));

-- One row for each thing that a rule found to be wrong; when it is wrong once more, that is the row's next episode.
create table alert (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  rule_id uuid not null references alert_rule (id) on delete cascade,
  -- What makes two findings the same.
  key text not null,
  subject text not null,
  summary text not null,
  details jsonb not null,
  state text not null check (state in ('Open', 'Resolved', 'Expired')),
  episode integer not null,
  count integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  closed_at timestamptz,
  snoozed_until timestamptz,
  unique (rule_id, key)
);
create index alert_by_time on alert (account_id, last_seen_at desc, id);

-- What was counted already: a job that failed counts once, however often it is looked at.
create table alert_source (
  rule_id uuid not null references alert_rule (id) on delete cascade,
  source text not null,
  seen_at timestamptz not null,
  primary key (rule_id, source)
);

create table alert_delivery (
  id uuid primary key,
  alert_id uuid not null references alert (id) on delete cascade,
  destination_id uuid not null references alert_destination (id) on delete cascade,
  episode integer not null,
  -- `opened`, `resolved`, `reminded 2026-11-26T06:00:00.000Z`: each is told once.
  occasion text not null,
  message jsonb not null,
  attempts integer not null,
  -- When it is tried next; null when it arrived or was given up.
  next_at timestamptz,
  delivered_at timestamptz,
  error text,
  created_at timestamptz not null,
  unique (alert_id, destination_id, episode, occasion)
);
create index alert_delivery_due on alert_delivery (next_at) where next_at is not null;
