-- Jobs that other jobs started, and jobs that wait for others.

alter table job add column parent_id uuid references job (id) on delete set null;
create index job_by_parent on job (parent_id) where parent_id is not null;

-- What a job waits for, from when it asked until it was told: its time limit counts over attempts.
create table job_wait (
  job_id uuid not null references job (id) on delete cascade,
  awaited_id uuid not null references job (id) on delete cascade,
  began_at timestamptz not null,
  primary key (job_id, awaited_id)
);
create index job_wait_by_awaited on job_wait (awaited_id);
