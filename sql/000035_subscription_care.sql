-- Subscriptions of Graph whose event source is gone, or has another one: they are ended there, and tried until they end by themselves.
create table ended_subscription (
  subscription_id text primary key,
  event_source text not null,
  -- Whose identity subscribed. Both may be gone too, and then nobody can end it.
  account_id uuid not null,
  identity_client_id text,
  expires_at timestamptz not null,
  attention_at timestamptz not null default now(),
  leased_until timestamptz,
  failures integer not null default 0
);
create index ended_subscription_attention on ended_subscription (attention_at);

-- Whoever deletes it: its own route, its runbook, its account.
create function remember_ended_subscription() returns trigger language plpgsql as $$
begin
  insert into ended_subscription (subscription_id, event_source, account_id, identity_client_id, expires_at)
  values (old.subscription_id, old.name, old.account_id, coalesce(old.application_id, old.identity_client_id), old.expires_at)
  on conflict do nothing;
  return null;
end $$;
create trigger event_source_gone after delete on event_source for each row
  when (old.subscription_id is not null and old.expires_at is not null)
  execute function remember_ended_subscription();

-- The certificate for resource data is replaced before it ends; what is under way meanwhile was encrypted for the one before.
alter table event_source
  -- Null: the certificate of the first days, known to Graph by the id of the source.
  add column certificate_id uuid,
  add column certificate_until timestamptz,
  -- Whether Graph has the current one.
  add column certificate_told boolean not null default true,
  -- Sealed.
  add column previous_private_key bytea,
  -- Since when its subscription could not be made or renewed; null while all is well.
  add column failing_since timestamptz;

-- What a webhook's limit of calls has left, for all control planes. Null for one that was never called.
alter table webhook
  add column calls_left double precision,
  add column calls_counted_at timestamptz;
