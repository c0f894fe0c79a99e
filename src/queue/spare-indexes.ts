import { type Database, sql, statement } from '#store';

/**
 * Indexes that pg-boss keeps for what this queue does not do: policies other than the standard one, singletons, groups, flows of
 * jobs and pages of a dashboard. Each of them is looked at by every claim and completion. Measured in turns on a busy machine, 10,000
 * jobs at a time: 0.6 to 0.8 of what is claimed by hand with them, 1.0 without. Those that claims (i11), maintenance (i14) and
 * deletion (i16) use stay.
 */
const spare = [1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13, 15, 17].map((number) => `job_common_i${number}`);

/**
 * Each row that is written was looked up by them again, when its transaction commits: a tenth of what the row costs. Our insertion
 * does it once for all its rows (statements.ts), and there are no dead letters.
 */
const spareConstraints = ['q_fkey', 'dlq_fkey'];

/** Whoever drops them. The number is arbitrary, and ours alone in this database. */
const droppingLock = 7_443_005;

/** Drops those that are there: at the first start, and after pg-boss has migrated its schema. */
export async function dropSpareIndexes(db: Database, schema: string): Promise<void> {
  const there = await db.query<{ name: string; what: 'index' | 'constraint' }>(sql`
    select indexname as name, 'index' as what from pg_indexes where schemaname = ${schema} and indexname = any(${spare})
    union all
    select conname, 'constraint' from pg_constraint
    where conrelid = to_regclass(${`${schema}.job_common`}) and conname = any(${spareConstraints})`);
  if (there.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${droppingLock}::bigint)`);
    for (const { name, what } of there)
      await tx.query(
        statement(
          what === 'index'
            ? `drop index if exists ${schema}.${name}`
            : `alter table ${schema}.job_common drop constraint if exists ${name}`,
        ),
      );
  });
}
