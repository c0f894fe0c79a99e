-- The two keys of an account, made when somebody first asks for them.
create table account_key (
  account_id uuid not null references account (id) on delete cascade,
  name text not null check (name in ('Primary', 'Secondary')),
  -- Sealed.
  value bytea not null,
  created_at timestamptz not null,
  primary key (account_id, name)
);
