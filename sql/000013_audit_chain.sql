-- The audit is sealed: each entry gets a place in a chain of hashes, and signed seals say how far the chain goes.
alter table audit_entry add column position bigint unique;
alter table audit_entry add column hash text;
create index audit_entry_unsealed on audit_entry (id) where position is null;
create index audit_entry_by_time on audit_entry (time);
create index audit_entry_by_actor on audit_entry (actor, id);
create index audit_entry_by_action on audit_entry (lower(action) text_pattern_ops, id);
create index audit_entry_by_resource on audit_entry (lower(resource) text_pattern_ops, id);

create table audit_seal (
  number bigint primary key,
  -- The last entry that it covers, and that one's hash.
  position bigint not null references audit_entry (position),
  head text not null,
  -- As it was signed.
  time text not null,
  key text not null,
  signature text not null
);

-- How far each place outside of the database has heard.
create table audit_anchor (
  place text primary key,
  seal_number bigint not null
);

-- Nothing of the audit is ever changed: an entry gets its place in the chain once, and that is all.
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end $$;

create function audit_entry_guard() returns trigger language plpgsql as $$
begin
  if old.position is null and new.position is not null and new.hash is not null
    and to_jsonb(new) - 'position' - 'hash' = to_jsonb(old) - 'position' - 'hash'
  then
    return new;
  end if;
  raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_update before update on audit_entry for each row execute function audit_entry_guard();
create trigger audit_entry_delete before delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_truncate before truncate on audit_entry for each statement execute function audit_refuse();
create trigger audit_seal_change before update or delete on audit_seal for each row execute function audit_refuse();
create trigger audit_seal_truncate before truncate on audit_seal for each statement execute function audit_refuse();
