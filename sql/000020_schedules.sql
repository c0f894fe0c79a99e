-- Schedules, what links runbooks to them, and what became of each time that came.

create table schedule (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  description text,
  start_at timestamptz not null,
  expires_at timestamptz,
  -- As the client wrote it: a name of IANA's or of Windows.
  time_zone text not null,
  -- Frequency and what belongs to it.
  rule jsonb not null,
  gap text not null check (gap in ('after', 'skip')),
  overlap text not null check (overlap in ('once', 'twice')),
  misfire text not null check (misfire in ('once', 'all', 'skip')),
  jitter_seconds integer not null check (jitter_seconds >= 0),
  exclusions text[] not null,
  is_enabled boolean not null,
  -- The next time that it means, and when that is due: later by the jitter. Null when there is none any more.
  next_window timestamptz,
  next_run_at timestamptz,
  -- Why it could not be fired the last time.
  error text,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index schedule_by_name on schedule (account_id, lower(name));
create index schedule_due on schedule (next_run_at) where is_enabled and next_run_at is not null;

-- A runbook that a schedule starts; the id is the client's.
create table job_schedule (
  account_id uuid not null references account (id) on delete cascade,
  id uuid not null,
  schedule_id uuid not null references schedule (id) on delete cascade,
  runbook_id uuid not null references runbook (id) on delete cascade,
  -- Sealed JSON map of strings.
  parameters bytea not null,
  run_on text,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (schedule_id, runbook_id)
);
create index job_schedule_by_runbook on job_schedule (runbook_id);

-- Each time of each link is one job or one recorded reason why there is none.
create table schedule_run (
  account_id uuid not null,
  job_schedule_id uuid not null,
  due_at timestamptz not null,
  outcome text not null check (outcome in ('job', 'skipped', 'failed')),
  job_id uuid,
  reason text,
  recorded_at timestamptz not null,
  primary key (account_id, job_schedule_id, due_at),
  foreign key (account_id, job_schedule_id) references job_schedule (account_id, id) on delete cascade
);
create index schedule_run_by_time on schedule_run (recorded_at);
