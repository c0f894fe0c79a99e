-- Which jobs may begin: limits of an account, how many jobs of a runbook run at a time, and whose turn it is.

-- What differs from Azure's own limits.
alter table account add column limits jsonb not null default '{}';

alter table runbook
  add column most_at_once integer check (most_at_once > 0),
  add column when_busy text not null default 'queue' check (when_busy in ('queue', 'skip', 'replace'));

alter table job
  -- Not in the queue yet: the account, or the runbook, has as many jobs as it may. Null once it is.
  add column held_because text check (held_because in ('account', 'runbook')),
  -- Place in the order of fair share; the lower goes first.
  add column round bigint not null default 0;

create index job_open on job (account_id, lower(runbook_name)) where ended_at is null and held_because is null;
create index job_held_by_account on job (account_id, created_at, id) where held_because = 'account' and ended_at is null;
create index job_held on job (account_id, held_because, lower(runbook_name), created_at, id)
  where held_because is not null and ended_at is null;
create index job_by_start on job (account_id, started_at);
create index job_by_end on job (account_id, ended_at);

-- The round of the job that was claimed last. A sequence: it is read and moved without a lock, and needs no exactness.
create sequence job_round minvalue 0 start 0;
