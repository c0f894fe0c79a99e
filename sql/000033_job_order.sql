-- In which order the jobs of an account begin, which of them never run at the same time, and those that are for later.

alter table job
  add column priority integer not null default 0,
  -- The earlier goes first: since when it may begin, a minute earlier for each point of its priority.
  add column ranked_at timestamptz not null default now(),
  -- Jobs of an account with one key take turns: so many at a time.
  add column concurrency_key text,
  add column concurrency_most integer check (concurrency_most > 0),
  -- It is held until then; the zone is the one in which its creator told the time.
  add column not_before timestamptz,
  add column time_zone text,
  drop constraint job_held_because_check,
  add constraint job_held_because_check check (held_because in ('account', 'runbook', 'group', 'key', 'time'));
update job set ranked_at = created_at where ended_at is null;

drop index job_held_by_account;
create index job_held_by_account on job (account_id, ranked_at, id) where held_because = 'account' and ended_at is null;
drop index job_held;
create index job_held on job (account_id, held_because, lower(runbook_name), ranked_at, id)
  where held_because is not null and ended_at is null;
create index job_by_key on job (account_id, lower(concurrency_key)) where concurrency_key is not null and ended_at is null;
create index job_for_later on job (not_before) where held_because = 'time' and ended_at is null;

-- What jobs have of it that do not say otherwise: {"priority": 10, "concurrency": {"key": "mailboxes", "mostAtOnce": 2}}.
alter table runbook add column job_order jsonb not null default '{}';
alter table job_schedule add column job_order jsonb not null default '{}';
alter table webhook add column job_order jsonb not null default '{}';
