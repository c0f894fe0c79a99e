import { sql } from '#store';

import { armId } from '../../model.ts';
import { type Condition, asState, before, conditions } from '../alert.ts';

/** Event sources whose subscription Graph has not granted for a while: when it ends, changes are told to nobody. */
export const eventSourceFailing: Condition = async ({ tx, rule, account, now, open }) => {
  const minutes = rule.threshold ?? conditions['event-source-failing'].usual;
  const failing = await tx.query<{
    name: string;
    since: Date;
    until: Date | null;
    reason: string | null;
  }>(sql`
    select name, failing_since as since, case when subscription_id is not null then expires_at end as until, error as reason
    from event_source
    where account_id = ${rule.accountId} and is_enabled and failing_since <= ${before(now, minutes, 'minutes')}`);
  return asState(
    failing.map(({ name, since, until, reason }) => {
      const subject = `${armId(account)}/eventSources/${name}`;
      const ends = until === null || until.getTime() <= now ? 'has none' : `ends at ${until.toISOString()}`;
      return {
        key: `event-source:${name.toLowerCase()}`,
        subject,
        summary: `The subscription of the event source ${name} could not be renewed since ${since.toISOString()}.`,
        details: { eventSource: name, subscription: ends, ...(reason !== null && { reason }) },
        at: new Date(now),
      };
    }),
    open,
  );
};
