-- The order of jobs that events start: which go first, and which never run at the same time. Absent parts are the runbook's.
alter table event_source add column job_order jsonb not null default '{}';
