-- For how long a worker of a group may be silent before its jobs go to others: the queue's own five minutes, or less.
alter table hybrid_worker_group
  add column silence_seconds integer not null default 300 check (silence_seconds between 10 and 300);
-- What the worker was told of it; null where the queue alone decides.
alter table job_attempt add column lease_seconds integer;
