import { type Database, sql, statement } from '#store';

/** While somebody is there, looks for silent claims are two to four seconds apart. */
const outageSeconds = 6;
/** As many pass for a claim with each look, whatever lies before it: one that is dead is found, however rare the looks are. */
const passingSeconds = 2;

const name = 'lease_after_outage';
/** Whoever makes it. The number is arbitrary, and ours alone in this database. */
const makingLock = 7_443_007;

/**
 * Who was away could take no heartbeats, and nor could anybody else while nobody looked for silent claims (`monitor_claim_on` is the
 * look of whichever control plane). That time does not count against those who have work: otherwise all of it would have its next
 * attempt, though its workers are well. So a look that comes late first moves the heartbeats by what it is late, in its own
 * transaction, which is why it is a trigger: no look for the silent comes in between, not even of an older release. What is locked is
 * being given back, ended or confirmed in this moment.
 *
 * A clock of the database that is set on is such a time, too.
 */
export async function keepLeasesAfterOutages(db: Database, schema: string): Promise<void> {
  const there = await db.maybe(sql`
    select 1 from pg_trigger where tgname = ${name} and tgrelid = to_regclass(${`${schema}.queue`})`);
  if (there !== undefined) return;
  await db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${makingLock}::bigint)`);
    await tx.query(
      statement(`
      create or replace function ${schema}.${name}() returns trigger language plpgsql as $$
      declare away interval := new.monitor_claim_on - coalesce(old.monitor_claim_on, old.monitor_on);
      begin
        update ${schema}.job_common set heartbeat_on = least(heartbeat_on + away - interval '${passingSeconds} seconds', new.monitor_claim_on)
        where name = new.name and state = 'active' and id in (
          select id from ${schema}.job_common
          where name = new.name and state = 'active' and heartbeat_on < new.monitor_claim_on - interval '${passingSeconds} seconds'
          for update skip locked);
        return null;
      end
      $$`),
    );
    await tx.query(
      statement(`
      create or replace trigger ${name} after update of monitor_claim_on on ${schema}.queue for each row
      when (new.monitor_claim_on - coalesce(old.monitor_claim_on, old.monitor_on) > interval '${outageSeconds} seconds')
      execute function ${schema}.${name}()`),
    );
  });
}
