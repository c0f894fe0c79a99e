-- A foreign key looks its row up and holds it for each row that is inserted. Whoever writes runs holds their schedules; so whoever
-- deletes a link holds its schedule first, and deletes its runs afterwards.
alter table schedule_run drop constraint schedule_run_account_id_job_schedule_id_fkey;

create function job_schedule_waits() returns trigger language plpgsql as $$
begin
  perform from schedule where id = old.schedule_id for no key update;
  return old;
end
$$;
create trigger job_schedule_waits before delete on job_schedule for each row execute function job_schedule_waits();

create function delete_schedule_runs() returns trigger language plpgsql as $$
begin
  delete from schedule_run r using gone where r.account_id = gone.account_id and r.job_schedule_id = gone.id;
  return null;
end
$$;
create trigger schedule_runs_go_with_links after delete on job_schedule
  referencing old table as gone for each statement execute function delete_schedule_runs();
