-- Resource groups of their own: one may be empty, have tags, and be made before its first account.
create table resource_group (
  subscription_id text not null,
  name text not null,
  location text not null,
  tags jsonb not null default '{}'
);
create unique index resource_group_by_name on resource_group (lower(subscription_id), lower(name));

insert into resource_group (subscription_id, name, location)
select distinct on (lower(subscription_id), lower(resource_group)) subscription_id, resource_group, location
from account order by lower(subscription_id), lower(resource_group), created_at;
