-- Who is signed in to the portal. The browser has a secret and nothing else; the tokens are here, and can be read only with that.
create table portal_session (
  -- SHA-256 of the secret.
  id_hash bytea primary key,
  principal_id text not null,
  -- Encrypted with a key that follows from the secret.
  content bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index portal_session_by_end on portal_session (expires_at);

-- Workers of the installation, as they said what they are and were last heard of.
create table worker (
  name text primary key,
  facts jsonb not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

-- The same of workers that joined a group.
alter table hybrid_worker add column facts jsonb;
