import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, asState, before, conditions } from '../alert.ts';

/** A runbook that must complete within so many hours, again and again, whoever starts it: nobody did, or none succeeded. */
export const completionMissing: Condition = async ({ tx, rule, account, now, open }) => {
  const hours = rule.threshold ?? conditions['completion-missing'].usual;
  const runbook = rule.of ?? '';
  const { last } = await tx.one<{ last: Date | null }>(sql`
    select max(ended_at) as last from job
    where account_id = ${rule.accountId} and lower(runbook_name) = lower(${runbook}) and status = 'Completed'
      and tenant = 'main' and test_of is null`);
  // Nothing is expected of the time before somebody expected it.
  if ((last ?? rule.createdAt) >= before(now, hours, 'hours')) return asState([], open);
  const finding = {
    key: `runbook:${runbook.toLowerCase()}`,
    subject: `${armId(account)}/runbooks/${runbook}`,
    summary: `No job of the runbook ${runbook} completed within ${hours} hours.`,
    details: { runbook, hours: String(hours), lastCompleted: last?.toISOString() ?? 'never' },
    at: new Date(now),
  };
  return asState([finding], open);
};
