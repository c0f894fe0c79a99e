import { type Clock, isoTime, parseIsoTime, problem } from '#kernel';
import { type Database, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import type { Alert } from './alert.ts';

export interface Alerts {
  /** The newest first. */
  list(accountId: string, state: string | undefined, after?: string): Promise<Page<Alert>>;
  /** @throws AlertNotFound */
  get(accountId: string, id: string): Promise<Alert>;
  /**
   * Nobody is told of it until then; when it is still open then, everybody is. Null wakes it.
   * @throws AlertNotFound, AlertSnoozeInvalid
   */
  snooze(account: Account, id: string, until: string | null, actor: Actor): Promise<Alert>;
}

export const alertColumns = `
  a.id, a.account_id as "accountId", a.rule_id as "ruleId", r.name as rule, r.condition, a.key, a.subject, a.summary,
  a.details, a.state, a.episode, a.count, a.first_seen_at as "firstSeenAt", a.last_seen_at as "lastSeenAt",
  a.closed_at as "closedAt", a.snoozed_until as "snoozedUntil"`;
export const alertSource = 'alert a join alert_rule r on r.id = a.rule_id';

const longestSnooze = 366 * 86_400_000;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createAlerts({ db, clock }: { readonly db: Database; readonly clock: Clock }): Alerts {
  async function get(accountId: string, id: string): Promise<Alert> {
    const alert = uuid.test(id)
      ? await db.maybe<Alert>(
          statement(`select ${alertColumns} from ${alertSource} where a.account_id = $1 and a.id = $2`, [
            accountId,
            id,
          ]),
        )
      : undefined;
    if (alert === undefined) throw problem('AlertNotFound', { id });
    return alert;
  }

  return {
    get,
    async list(accountId, state, after) {
      const [seen, id] = after === undefined ? [] : placeOf(after);
      const rows = await db.query<Alert>(
        statement(
          `select ${alertColumns} from ${alertSource} where a.account_id = $1
             and ($2::text is null or lower(a.state) = lower($2))
             and ($3::timestamptz is null or (a.last_seen_at, a.id) < ($3::timestamptz, $4::uuid))
           order by a.last_seen_at desc, a.id desc limit ${pageSize + 1}`,
          [accountId, state ?? null, seen ?? null, id ?? null],
        ),
      );
      return toPage(rows, (last) => `${last.lastSeenAt.toISOString()} ${last.id}`);
    },
    async snooze(account, id, until, actor) {
      const alert = await get(account.id, id);
      const time = until === null ? null : snoozeTime(until, clock.now());
      await db.transaction(async (tx) => {
        await tx.query(
          statement('update alert set snoozed_until = $2 where id = $1', [
            alert.id,
            time === null ? null : new Date(time),
          ]),
        );
        await audit(tx, {
          ...auditOf(account, alert.id, 'alerts/snooze/action', actor),
          details: { key: alert.key, until: time === null ? null : isoTime(time) },
        });
      });
      return get(account.id, id);
    },
  };
}

function snoozeTime(until: string, now: number): number {
  const time = parseIsoTime(until);
  if (time === undefined || time <= now || time > now + longestSnooze)
    throw problem('AlertSnoozeInvalid', { until });
  return time;
}

/** When the last one of the page before was seen, and its id. */
function placeOf(token: string): readonly [seen: Date, id: string] {
  const [time = '', id = '', more] = token.split(' ');
  const seen = parseIsoTime(time);
  if (seen === undefined || isoTime(seen) !== time || !uuid.test(id) || more !== undefined)
    throw problem('SkipTokenInvalid');
  return [new Date(seen), id];
}
