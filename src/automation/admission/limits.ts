import { problem } from '#kernel';
import { type Database, type Queryable, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit } from '../audit/audit.ts';
import { type Actor, armId } from '../model.ts';

/** What an account may have; by default what Azure gives (its page "Azure Automation limits"). */
export interface Limits {
  /** Jobs that callers of the API create within 30 seconds; one more is refused. What schedules and jobs start does not count. */
  readonly newJobsPer30Seconds: number;
  /** Jobs at a time; those beyond wait until others have ended. Jobs that jobs started do not count: somebody waits for them. */
  readonly concurrentJobs: number;
  /** That are uploaded to the account; one more is refused. What an import from a gallery brings does not count. */
  readonly moduleImportsPer30Seconds: number;
  /** From a job's first start until it is stopped. */
  readonly jobRuntimeMinutes: number;
  /** From a job's end until it is deleted with its streams, steps and calls. */
  readonly jobRetentionDays: number;
}

export const defaultLimits: Limits = {
  newJobsPer30Seconds: 100,
  concurrentJobs: 200,
  moduleImportsPer30Seconds: 5,
  jobRuntimeMinutes: 180,
  jobRetentionDays: 30,
};

/** A hundred years of days, two of minutes: whoever wants no limit takes the greatest. */
export const greatestLimits: Limits = {
  newJobsPer30Seconds: 1_000_000,
  concurrentJobs: 100_000,
  moduleImportsPer30Seconds: 1_000_000,
  jobRuntimeMinutes: 1_051_200,
  jobRetentionDays: 36_500,
};

export interface AccountLimits {
  get(accountId: string): Promise<Limits>;
  /** Changes those that are given; null takes one back to its default. @throws LimitInvalid */
  update(
    account: Account,
    wanted: Readonly<Partial<Record<keyof Limits, number | null | undefined>>>,
    actor: Actor,
  ): Promise<Limits>;
}

export function createAccountLimits({ db }: { readonly db: Database }): AccountLimits {
  return {
    get: (accountId) => readLimits(db, accountId),
    async update(account, wanted, actor) {
      const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
      for (const [name, value] of given) check(name as keyof Limits, value);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update account set limits = jsonb_strip_nulls(limits || ${JSON.stringify(Object.fromEntries(given))}::jsonb)
          where id = ${account.id}`);
        await audit(tx, {
          actor: actor.objectId,
          action: 'Microsoft.Automation/automationAccounts/limits/write',
          resource: armId(account),
          correlationId: actor.correlationId,
          details: Object.fromEntries(given),
        });
      });
      return readLimits(db, account.id);
    },
  };
}

export async function readLimits(queryable: Queryable, accountId: string): Promise<Limits> {
  const row = await queryable.maybe<{ limits: Partial<Limits> }>(
    sql`select limits from account where id = ${accountId}`,
  );
  return { ...defaultLimits, ...row?.limits };
}

function check(name: keyof Limits, value: number | null | undefined): void {
  const most = greatestLimits[name];
  if (value !== null && (!Number.isInteger(value) || value! < 1 || value! > most))
    throw problem('LimitInvalid', { name, most });
}
