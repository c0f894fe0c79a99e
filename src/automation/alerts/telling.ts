import { isoTime, newId } from '#kernel';
import { type Transaction, sql } from '#store';

import { type AccountPath, armId } from '../model.ts';
import type { Alert, AlertRule } from './alert.ts';

/** What is told to a destination: the same in each attempt. */
export interface AlertMessage {
  /** Of the delivery: whoever got it already knows it by this. */
  readonly id: string;
  readonly event: 'opened' | 'resolved' | 'reminded' | 'test';
  readonly time: string;
  /** ARM's id. */
  readonly account: string;
  readonly alert: {
    readonly id: string;
    readonly rule: string;
    readonly condition: string;
    readonly subject: string;
    readonly summary: string;
    readonly details: Readonly<Record<string, string>>;
    readonly state: string;
    readonly count: number;
    readonly firstSeen: string;
    readonly lastSeen: string;
  };
}

/** Queues the message for each destination of the rule, unless the alert is snoozed, or it was told of that already. */
export async function tell(
  tx: Transaction,
  rule: AlertRule,
  account: AccountPath,
  alert: Alert,
  occasion: string,
  now: number,
): Promise<void> {
  if (alert.snoozedUntil !== null && alert.snoozedUntil.getTime() > now) return;
  const destinations = await tx.query<{ id: string }>(sql`
    select id from alert_destination where account_id = ${rule.accountId} and is_enabled
      and (${rule.destinations.length} = 0 or lower(name) = any(${rule.destinations.map((name) => name.toLowerCase())}::text[]))`);
  for (const destination of destinations) {
    const id = newId();
    const event = occasion.split(' ')[0] as AlertMessage['event'];
    const message = messageOf(id, event, account, alert, now);
    await tx.query(sql`
      insert into alert_delivery (id, alert_id, destination_id, episode, occasion, message, attempts, next_at, created_at)
      values (${id}, ${alert.id}, ${destination.id}, ${alert.episode}, ${occasion}, ${JSON.stringify(message)}, 0,
        ${new Date(now)}, ${new Date(now)})
      on conflict (alert_id, destination_id, episode, occasion) do nothing`);
  }
}

function messageOf(
  id: string,
  event: AlertMessage['event'],
  account: AccountPath,
  alert: Alert,
  now: number,
): AlertMessage {
  const { rule, condition, subject, summary, details, state, count, firstSeenAt, lastSeenAt } = alert;
  return {
    id,
    event,
    time: isoTime(now),
    account: armId(account),
    alert: {
      id: alert.id,
      rule,
      condition,
      subject,
      summary,
      details,
      state,
      count,
      firstSeen: firstSeenAt.toISOString(),
      lastSeen: lastSeenAt.toISOString(),
    },
  };
}

/** What a destination is tried with. */
export function testMessage(account: AccountPath, now: number): AlertMessage {
  const time = isoTime(now);
  return {
    id: newId(),
    event: 'test',
    time,
    account: armId(account),
    alert: {
      id: newId(),
      rule: 'test',
      condition: 'test',
      subject: armId(account),
      summary: 'This is a test: nothing is wrong.',
      details: {},
      state: 'Open',
      count: 1,
      firstSeen: time,
      lastSeen: time,
    },
  };
}
