-- Identities with a life of their own, which several accounts may be given.
create table user_assigned_identity (
  id uuid primary key,
  subscription_id text not null,
  resource_group text not null,
  name text not null,
  location text not null,
  tags jsonb not null default '{}',
  tenant_id text not null,
  application_object_id text not null,
  client_id text not null unique,
  principal_id text not null unique,
  -- Application permissions of Microsoft Graph that it was made with.
  permissions text[] not null default '{}',
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create unique index user_assigned_identity_by_name
  on user_assigned_identity (lower(subscription_id), lower(resource_group), lower(name));

create table account_user_assigned_identity (
  account_id uuid not null references account (id) on delete cascade,
  identity_id uuid not null references user_assigned_identity (id) on delete cascade,
  primary key (account_id, identity_id)
);
create index account_by_user_assigned_identity on account_user_assigned_identity (identity_id);

-- Whether the account is to have an identity of its own.
alter table account add column system_assigned boolean not null default true;
