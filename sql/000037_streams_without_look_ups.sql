-- A foreign key looks its row up for each record, which took as long as to write the record. Whoever writes records holds the
-- row of their job in the same statement; and when jobs go, their records go with them.
alter table job_stream drop constraint job_stream_job_id_fkey;

create function delete_job_streams() returns trigger language plpgsql as $$
begin
  delete from job_stream where job_id in (select id from gone);
  return null;
end
$$;

create trigger job_streams_go_with_jobs after delete on job
  referencing old table as gone for each statement execute function delete_job_streams();
