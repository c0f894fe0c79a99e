import type { Clock, Logger } from '#kernel';
import { type Database, sql, statement } from '#store';

import type { AccountPath } from '../model.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { createRounds } from '../rounds.ts';
import type { AlertRule, Expiry } from './alert.ts';
import { deliverDue, reasonOf } from './deliveries.ts';
import type { Senders } from './destinations/senders.ts';
import { ruleColumns } from './rules.ts';
import { watchRule } from './watch.ts';

/** Watches what the rules of all accounts say, and tells. Of several control planes on a database each rule is one's at a time. */
export interface Alerting {
  start(): void;
  stop(): Promise<void>;
  /** One look at everything, and everything sent that is due, for those who cannot wait. */
  round(): Promise<void>;
}

const pause = 5_000;
const tidyEvery = 3_600_000;
/** Alerts that are over are kept so long. */
const keepDays = 90;

export interface AlertingOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly senders: Senders;
  readonly redactors: Pick<Redactors, 'ofAccount'>;
  readonly expiries: (accountId: string) => Promise<readonly Expiry[]>;
  readonly logger: Logger;
}

export function createAlerting(options: AlertingOptions): Alerting {
  const { db, clock, redactors, expiries, logger } = options;
  let tidiedAt = -Infinity;

  const screen = async (accountId: string, text: string): Promise<string> =>
    (await redactors.ofAccount(accountId)).redact(text);

  /** A rule that cannot be looked at says why, and is in no other's way. */
  async function watch(id: string): Promise<void> {
    try {
      await db.transaction(async (tx) => {
        const rule = await tx.maybe<AlertRule & { readonly account: AccountPath }>(
          statement(
            `select ${ruleColumns}, json_build_object('subscriptionId', c.subscription_id, 'resourceGroup', c.resource_group,
               'name', c.name) as account
             from alert_rule r join account c on c.id = r.account_id
             where r.id = $1 and r.is_enabled for update of r skip locked`,
            [id],
          ),
        );
        if (rule !== undefined) await watchRule(tx, { expiries, screen }, rule, rule.account, clock.now());
      });
    } catch (error) {
      logger.error('an alert rule could not be looked at, and is tried again', { rule: id, error });
      await db.query(sql`update alert_rule set error = ${reasonOf(error)} where id = ${id}`);
    }
  }

  async function round(): Promise<void> {
    const rules = await db.query<{ id: string }>(
      sql`select id from alert_rule where is_enabled order by watched_at`,
    );
    for (const { id } of rules) {
      if (rounds.signal.aborted) return;
      await watch(id);
    }
    while (!rounds.signal.aborted && (await deliverDue(options, rounds.signal)) > 0);
    if (clock.now() - tidiedAt >= tidyEvery) await tidy();
  }

  async function tidy(): Promise<void> {
    tidiedAt = clock.now();
    const old = new Date(tidiedAt - keepDays * 86_400_000);
    await db.query(sql`delete from alert where closed_at < ${old}`);
    await db.query(sql`delete from alert_delivery where next_at is null and created_at < ${old}`);
    // What is older than what a rule looks at will not be found again.
    await db.query(sql`
      delete from alert_source s using alert_rule r where r.id = s.rule_id and s.seen_at < r.watched_at - interval '1 day'`);
  }

  const rounds = createRounds({ round, pause, logger, failed: 'alerts could not be looked at, and will be' });
  return {
    start: rounds.start,
    stop: rounds.stop,
    round,
  };
}
