-- Who may publish what: the scan for secrets, and the approval of a second person.

-- What differs from the defaults.
alter table account add column publishing jsonb not null default '{}';

-- What the scan found in a draft that was published all the same.
alter table operation add column warnings jsonb not null default '[]';

-- Everybody who wrote into the draft since it was made: none of them approves it.
alter table runbook add column draft_authors text[] not null default '{}';
alter table deleted_runbook add column draft_authors text[] not null default '{}';

create table runbook_review (
  id uuid primary key,
  runbook_id uuid not null references runbook (id) on delete cascade,
  -- SHA-256 of the text: what is published is this, and nothing else.
  content_hash text not null,
  content text not null,
  -- The published text that it is compared with.
  base_content text not null,
  state text not null check (state in ('Pending', 'Approved', 'Rejected', 'Published')),
  requested_by text not null,
  authors text[] not null,
  comment text not null default '',
  decided_by text,
  decision_comment text,
  decided_at timestamptz,
  created_at timestamptz not null
);
create index runbook_review_by_runbook on runbook_review (runbook_id, created_at desc);
-- Of one text there is one that is open.
create unique index runbook_review_open on runbook_review (runbook_id, content_hash) where state in ('Pending', 'Approved');
