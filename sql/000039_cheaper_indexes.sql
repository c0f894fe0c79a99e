-- What is written with every job and every run of a schedule, made cheaper: times that a new job does not have yet take no place in
-- an index, and runs, which come in the order of time, are found for their deletion by ranges of blocks.
drop index job_by_start;
create index job_by_start on job (account_id, started_at) where started_at is not null;
drop index job_by_end;
create index job_by_end on job (account_id, ended_at) where ended_at is not null;
drop index schedule_run_by_time;
create index schedule_run_by_time on schedule_run using brin (recorded_at);
