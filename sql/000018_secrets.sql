-- What must never be shown: the control plane keeps the secrets of an account in memory, and looks at this number to know
-- whether they are still the same.
alter table account add column secrets_version bigint not null default 1;

create function tenantry_count_secret_change() returns trigger language plpgsql as $$
begin
  update account set secrets_version = secrets_version + 1 where id = coalesce(new.account_id, old.account_id);
  return null;
end $$;

create trigger variable_made after insert on variable for each row
  when (new.is_encrypted) execute function tenantry_count_secret_change();
create trigger variable_changed after update on variable for each row
  when (new.is_encrypted and new.value is distinct from old.value) execute function tenantry_count_secret_change();
create trigger variable_gone after delete on variable for each row
  when (old.is_encrypted) execute function tenantry_count_secret_change();
create trigger credential_changed after insert or update or delete on credential for each row
  execute function tenantry_count_secret_change();
create trigger certificate_changed after insert or update or delete on certificate for each row
  execute function tenantry_count_secret_change();
create trigger connection_changed after insert or update or delete on connection for each row
  execute function tenantry_count_secret_change();

-- Names of parameters whose values are secrets: password-typed ones.
alter table job add column secret_parameters text[] not null default '{}';

-- Sealed: the name of a step in which a secret was blanked, as the runbook knows it.
alter table job_step add column full_name bytea;
