import type { Database } from '../database.ts';
import { sql } from '../sql.ts';

/** Resolves once so many sessions of the database wait for a lock: the named point of a race. `db` is not one of them. */
export async function waitingForLocks(db: Database, count: number): Promise<void> {
  for (;;) {
    const { waiting } = await db.one<{ waiting: number }>(sql`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    if (waiting >= count) return;
  }
}
