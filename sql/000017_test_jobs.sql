-- Test jobs: they run the draft of a runbook without publishing it.

-- Null while the draft of a test job is being built.
alter table job alter column artifact_hash drop not null;
-- The runbook whose draft it runs: one at a time, and in no list of jobs.
alter table job add column test_of uuid references runbook (id) on delete cascade;
create unique index job_by_tested_runbook on job (test_of) where test_of is not null;

-- The build of a test job's draft.
alter table operation drop constraint operation_kind_check;
alter table operation add check (kind in ('draftContent', 'publish', 'test'));
alter table operation add column job_id uuid references job (id) on delete cascade;
create index operation_by_job on operation (job_id) where job_id is not null;
