-- Who changed a runbook last, and runbooks that were deleted and may be brought back.

alter table runbook add column modified_by text;

create table deleted_runbook (
  -- The runbook's own id.
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  type text not null,
  location text not null,
  tags jsonb not null,
  description text not null,
  log_verbose boolean not null,
  log_progress boolean not null,
  environment_name text,
  draft_content text,
  -- Of the published version: content, artifactHash, parameters, inline, publishedAt, publishedBy. Null when there was none.
  version jsonb,
  created_at timestamptz not null,
  deleted_at timestamptz not null
);
create index deleted_runbook_by_account on deleted_runbook (account_id, deleted_at desc, id);
