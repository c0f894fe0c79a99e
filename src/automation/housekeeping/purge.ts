import { type Database, sql } from '#store';

import { defaultLimits } from '../admission/limits.ts';
import { audit } from '../audit/audit.ts';
import { type AccountPath, armId } from '../model.ts';

/** In one transaction: short enough for nobody to wait for it. */
const mostAtOnce = 500;
/** Of what clients poll: nobody asks for it any more. */
const operationDays = 7;

/**
 * Deletes jobs that ended longer ago than their account keeps them, with streams, steps and calls. A job that has not ended
 * is never touched, nor one whose parent still runs: that may ask for its output. Returns how many went.
 */
export async function purge(db: Database, signal?: AbortSignal): Promise<number> {
  const accounts = await db.query<AccountPath & { readonly id: string; readonly days: number }>(sql`
    select id, subscription_id as "subscriptionId", resource_group as "resourceGroup", name,
      coalesce((limits ->> 'jobRetentionDays')::int, ${defaultLimits.jobRetentionDays}) as days from account`);
  let purged = 0;
  for (const account of accounts) {
    for (;;) {
      if (signal?.aborted === true) return purged;
      const count = await purgeSome(db, account);
      purged += count;
      if (count < mostAtOnce) break;
    }
  }
  await db.query(
    sql`delete from operation where ended_at < now() - make_interval(days => ${operationDays}::int)`,
  );
  return purged;
}

function purgeSome(
  db: Database,
  account: AccountPath & { readonly id: string; readonly days: number },
): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await tx.query(sql`
      delete from job where id in (
        select j.id from job j
        where j.account_id = ${account.id} and j.ended_at < now() - make_interval(days => ${account.days}::int)
          and not exists (select 1 from job p where p.id = j.parent_id and p.ended_at is null)
        order by j.ended_at limit ${mostAtOnce} for update skip locked)
      returning 1`);
    if (gone.length > 0)
      await audit(tx, {
        actor: 'tenantry',
        action: 'Microsoft.Automation/automationAccounts/jobs/delete',
        resource: armId(account),
        details: { jobs: gone.length, endedDaysAgo: account.days },
      });
    return gone.length;
  });
}
