-- Workers that join a group: by a token that counts once, and from then on by a certificate of a key of their own.
alter table job add column worker_group_id uuid;
alter table job_attempt add column hybrid_worker_id uuid;
create index job_attempt_open_of_worker on job_attempt (hybrid_worker_id)
  where hybrid_worker_id is not null and ended_at is null;

-- Jobs that were held for a group wait in the queue of the group from now on: the housekeeping lets them in.
update job set worker_group_id = g.id from hybrid_worker_group g
  where job.held_because = 'group' and g.account_id = job.account_id and lower(g.name) = lower(job.run_on);

alter table hybrid_worker
  add column ip text not null default '',
  add column version text,
  add column operating_system text,
  add column revoked_at timestamptz;

create table hybrid_join_token (
  -- SHA-256 of the token in hex; the token itself is shown once.
  hash text primary key,
  group_id uuid not null references hybrid_worker_group (id) on delete cascade,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index hybrid_join_token_by_group on hybrid_join_token (group_id);

create table hybrid_worker_certificate (
  -- SHA-256 of the certificate in hex: one that is not here counts for nothing, whoever signed it.
  fingerprint text primary key,
  account_id uuid not null,
  worker_id uuid not null,
  created_at timestamptz not null,
  valid_until timestamptz not null,
  foreign key (account_id, worker_id) references hybrid_worker (account_id, id) on delete cascade
);
create index hybrid_worker_certificate_by_worker on hybrid_worker_certificate (account_id, worker_id);
