import { type Database, sql } from '#store';

import { type JobStatus, jobStates, shownStatus } from '../jobs/job-states.ts';

/** What an account has done, counted from its jobs. */
export interface AccountUsage {
  /** Minutes that jobs ran in this calendar month (UTC): of the account, and of the whole subscription. */
  minutes(accountId: string): Promise<{ readonly account: number; readonly subscription: number }>;
  /** Jobs created in the window, by the status that they have now; every status is there. */
  jobsByStatus(accountId: string, from: Date, until: Date): Promise<ReadonlyMap<JobStatus, number>>;
}

export function createAccountUsage({ db }: { readonly db: Database }): AccountUsage {
  return {
    async minutes(accountId) {
      // A job that began last month counts from the first of this one, and one that runs, until now.
      const rows = await db.query<{ own: boolean; minutes: number }>(sql`
        with month as (select date_trunc('month', now() at time zone 'utc') at time zone 'utc' as start)
        select j.account_id = ${accountId} as own,
          sum(extract(epoch from coalesce(j.ended_at, now()) - greatest(j.started_at, month.start)) / 60)::float8 as minutes
        from month, account mine
          join account a on lower(a.subscription_id) = lower(mine.subscription_id)
          join job j on j.account_id = a.id
        where mine.id = ${accountId} and j.started_at is not null and coalesce(j.ended_at, now()) > month.start
        group by 1`);
      const of = (own: boolean): number => rows.find((row) => row.own === own)?.minutes ?? 0;
      return { account: of(true), subscription: of(true) + of(false) };
    },
    async jobsByStatus(accountId, from, until) {
      const rows = await db.query<{ status: JobStatus; count: number }>(sql`
        select status, count(*)::int as count from job
        where account_id = ${accountId} and created_at between ${from} and ${until} group by status`);
      const counts = new Map<JobStatus, number>(
        (Object.keys(jobStates) as JobStatus[]).map((status) => [shownStatus(status), 0]),
      );
      for (const { status, count } of rows) {
        const shown = shownStatus(status);
        counts.set(shown, (counts.get(shown) ?? 0) + count);
      }
      return counts;
    },
  };
}
