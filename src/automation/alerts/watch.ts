import { newId } from '#kernel';
import { type Transaction, sql, statement } from '#store';

import type { AccountPath } from '../model.ts';
import type { Alert, AlertRule, Expiry, Finding } from './alert.ts';
import { alertColumns, alertSource } from './alerts.ts';
import { conditionOf } from './conditions/index.ts';
import { tell } from './telling.ts';

export interface WatchOptions {
  readonly expiries: (accountId: string) => Promise<readonly Expiry[]>;
  /** Blanks the secrets of an account. */
  readonly screen: (accountId: string, text: string) => Promise<string>;
}

/** That a state is still there is written down so often. */
const refreshMilliseconds = 60_000;

/**
 * Looks at what a rule watches and brings its alerts up to date: opens, counts, resolves, lets expire, wakes; and queues what is
 * to be told of that, all in the caller's transaction. The caller sees to it that nobody else looks at the rule.
 */
export async function watchRule(
  tx: Transaction,
  { expiries, screen }: WatchOptions,
  rule: AlertRule,
  account: AccountPath,
  now: number,
): Promise<void> {
  const those = (condition: string, value: unknown): Promise<Alert[]> =>
    tx.query<Alert>(
      statement(`select ${alertColumns} from ${alertSource} where a.rule_id = $1 and ${condition}`, [
        rule.id,
        value,
      ]),
    );
  const open = await those('a.state = $2', 'Open');
  const { findings, over } = await conditionOf[rule.condition]({ tx, rule, account, now, open, expiries });
  const keys = findings.map(({ key }) => key);
  const known = [...open, ...(await those("a.state <> 'Open' and a.key = any($2::text[])", keys))];
  const alerts = new Map(known.map((alert) => [alert.key, alert]));
  for (const finding of findings) {
    const shown = await screened(finding, (text) => screen(rule.accountId, text));
    const alert = alerts.get(finding.key);
    const after = await found(tx, rule, shown, alert, now);
    if (after === undefined) continue;
    alerts.set(finding.key, after);
    if (alert?.state !== 'Open') await tell(tx, rule, account, after, 'opened', now);
  }
  const expired = now - rule.expiresAfterHours * 3_600_000;
  for (const alert of alerts.values()) {
    if (alert.state !== 'Open') continue;
    if (over.includes(alert.key)) {
      await tell(tx, rule, account, await close(tx, alert, 'Resolved', now), 'resolved', now);
    } else if (alert.lastSeenAt.getTime() < expired) {
      await close(tx, alert, 'Expired', now);
    } else if (alert.snoozedUntil !== null && alert.snoozedUntil.getTime() <= now) {
      await tx.query(sql`update alert set snoozed_until = null where id = ${alert.id}`);
      const occasion = `reminded ${alert.snoozedUntil.toISOString()}`;
      await tell(tx, rule, account, { ...alert, snoozedUntil: null }, occasion, now);
    }
  }
  await tx.query(
    sql`update alert_rule set watched_at = ${new Date(now)}, error = null where id = ${rule.id}`,
  );
}

/** The alert as it is afterwards; undefined when nothing is new. */
async function found(
  tx: Transaction,
  rule: AlertRule,
  { key, subject, summary, details, at, source }: Finding,
  alert: Alert | undefined,
  now: number,
): Promise<Alert | undefined> {
  if (source !== undefined)
    await tx.query(sql`
      insert into alert_source (rule_id, source, seen_at) values (${rule.id}, ${source}, ${new Date(now)}) on conflict do nothing`);
  const isOpen = alert?.state === 'Open';
  if (isOpen && source === undefined && now - alert.lastSeenAt.getTime() < refreshMilliseconds)
    return undefined;
  // A state lasts until now, whenever it began; what happened did so at its time.
  const seen = source === undefined && isOpen ? new Date(now) : at;
  const { id } = await tx.one<{ id: string }>(sql`
    insert into alert (id, account_id, rule_id, key, subject, summary, details, state, episode, count, first_seen_at, last_seen_at)
    values (${newId()}, ${rule.accountId}, ${rule.id}, ${key}, ${subject}, ${summary}, ${JSON.stringify(details)}, 'Open', 1, 1,
      ${at}, greatest(${seen}::timestamptz, ${source === undefined ? new Date(now) : at}::timestamptz))
    on conflict (rule_id, key) do update set subject = excluded.subject, summary = excluded.summary, details = excluded.details,
      state = 'Open', closed_at = null,
      episode = alert.episode + ${isOpen ? 0 : 1}::int,
      count = case when ${isOpen} then alert.count + ${source === undefined ? 0 : 1}::int else 1 end,
      first_seen_at = case when ${isOpen} then alert.first_seen_at else excluded.first_seen_at end,
      last_seen_at = excluded.last_seen_at
    returning id`);
  return tx.one<Alert>(statement(`select ${alertColumns} from ${alertSource} where a.id = $1`, [id]));
}

async function close(
  tx: Transaction,
  alert: Alert,
  state: 'Resolved' | 'Expired',
  now: number,
): Promise<Alert> {
  const closedAt = new Date(now);
  await tx.query(sql`update alert set state = ${state}, closed_at = ${closedAt} where id = ${alert.id}`);
  return { ...alert, state, closedAt };
}

async function screened(finding: Finding, screen: (text: string) => Promise<string>): Promise<Finding> {
  const details: Record<string, string> = {};
  for (const [name, value] of Object.entries(finding.details)) details[name] = await screen(value);
  return { ...finding, summary: await screen(finding.summary), details };
}
