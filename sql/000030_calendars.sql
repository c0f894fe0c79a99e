-- Days on which schedules do not run, by name: public holidays, a change freeze.

create table calendar (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  description text,
  -- 2026-12-25, or 2026-12-24/2027-01-02 with both ends.
  days text[] not null,
  -- [{"start": "2026-05-01", "rrule": "FREQ=YEARLY", "length": 1}]: days that come again.
  rules jsonb not null,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index calendar_by_name on calendar (account_id, lower(name));

create table schedule_calendar (
  schedule_id uuid not null references schedule (id) on delete cascade,
  calendar_id uuid not null references calendar (id),
  primary key (schedule_id, calendar_id)
);
create index schedule_calendar_by_calendar on schedule_calendar (calendar_id);
