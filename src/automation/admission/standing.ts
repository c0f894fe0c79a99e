import { type Transaction, sql } from '#store';

import { type Limits, defaultLimits } from './limits.ts';

/** How an account stands: what decides about its next job. */
export interface Standing {
  /** Jobs in the queue or with a worker that count for the account. */
  readonly open: number;
  readonly accountHeld: boolean;
  readonly lastRound: number;
  /** Of those that wait in the queue; null when none does. */
  readonly leastPriority: number | null;
  /** Minutes from 1970. */
  readonly minute: number;
  readonly recent: number;
  readonly limits: Limits;
}

/** Jobs of one account are let in one after the other. Taken after every lock on rows of jobs, never before. */
export async function lockAdmission(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 4712))`);
}

/** One statement: it lies on the way of every new job. `counted` are those of the last 30 seconds, which there may be many of. */
export async function standingOf(tx: Transaction, accountId: string, counted: boolean): Promise<Standing> {
  const { limits, ...standing } = await tx.one<
    Omit<Standing, 'limits'> & { limits: Partial<Limits> | null }
  >(sql`
    select count(*) filter (where parent_id is null and worker_group_id is null)::int as open,
      greatest(max(round) filter (where status = 'New' and worker_group_id is null), (select last_value from job_round))::float8 as "lastRound",
      min(priority) filter (where status = 'New' and worker_group_id is null and parent_id is null) as "leastPriority",
      exists (select 1 from job h where h.account_id = ${accountId} and h.held_because = 'account' and h.ended_at is null
        and h.status <> 'Suspended') as "accountHeld",
      floor(extract(epoch from now()) / 60)::int as minute,
      case when ${counted} then (select count(*)::int from job r where r.account_id = ${accountId} and r.created_at > now() - interval '30 seconds'
        and r.parent_id is null) else 0 end as recent,
      (select limits from account where id = ${accountId}) as limits
    from job
    where account_id = ${accountId} and ended_at is null and held_because is null and status <> 'Suspended'`);
  return { ...standing, limits: { ...defaultLimits, ...limits } };
}

export interface RunbookStanding {
  readonly taken: number;
  /** Those that only wait for the account. */
  readonly ready: number;
  readonly held: boolean;
}

/** Of a runbook; tests of its draft are not among them. */
export function runbookStandingOf(
  tx: Transaction,
  accountId: string,
  runbook: string,
): Promise<RunbookStanding> {
  return tx.one<RunbookStanding>(sql`
    select count(*) filter (where held_because is null)::int as taken,
      count(*) filter (where held_because = 'account')::int as ready,
      coalesce(bool_or(held_because = 'runbook'), false) as held
    from job where account_id = ${accountId} and lower(runbook_name) = lower(${runbook}) and test_of is null and ended_at is null
      and status <> 'Suspended' and (held_because is null or held_because in ('account', 'runbook'))`);
}

/** Jobs that have each of these keys, in lower case, until they end; and whether others wait for it. */
export async function keysTaken(
  tx: Transaction,
  accountId: string,
  keys: readonly string[],
): Promise<Map<string, { taken: number; blocked: boolean }>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ key: string; taken: number; blocked: boolean }>(sql`
    select lower(concurrency_key) as key, count(*) filter (where held_because is null)::int as taken,
      coalesce(bool_or(held_because = 'key' and status <> 'Suspended'), false) as blocked
    from job where account_id = ${accountId} and lower(concurrency_key) = any(${keys}::text[]) and ended_at is null group by 1`);
  return new Map(rows.map(({ key, ...taken }) => [key, taken]));
}
