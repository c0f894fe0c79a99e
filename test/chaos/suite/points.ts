import { delay, monotonicNow } from '#kernel';
import { type Sql, sql } from '#store';

import type { Installation } from './installation.ts';

/**
 * Points in the life of some job, as they can be seen from outside: the product has no hooks for tests in it. What hits a
 * worker exactly at a point of its own is in `src/worker/recovery.integration.test.ts`.
 */
const seen: Readonly<Record<string, Sql>> = {
  queued: sql`select count(*)::int as many from job where status = 'New'`,
  claimed: sql`select coalesce(sum(attempt), 0)::int as many from job`,
  running: sql`select count(*)::int as many from job_attempt where started_at is not null`,
  'a step recorded': sql`select count(*)::int as many from job_step`,
  'the last step recorded': sql`select count(*)::int as many from job_step where name = 'step 10'`,
  ended: sql`select count(*)::int as many from job where ended_at is not null`,
};

export const points = [...Object.keys(seen), 'whenever'];
const mostPatience = 3_000;

/** Resolves when the point comes the next time, or when nothing of the kind happens for a while. */
export async function reached({ db }: Installation, point: string): Promise<boolean> {
  const question = seen[point];
  if (question === undefined) return true;
  const many = async (): Promise<number | undefined> =>
    (await db.maybe<{ many: number }>(question).catch(() => undefined))?.many;
  const before = await many();
  for (const since = monotonicNow(); monotonicNow() - since < mostPatience;) {
    const now = await many();
    if (now !== undefined && now !== before) return true;
    await delay(5);
  }
  return false;
}
