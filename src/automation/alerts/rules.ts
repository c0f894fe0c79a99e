import { type Clock, newId, problem } from '#kernel';
import { type Database, type Queryable, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, isName } from '../model.ts';
import { type AlertRule, type ConditionName, conditions } from './alert.ts';

export interface AlertRuleInput {
  readonly condition: string;
  readonly of?: string | null | undefined;
  /** In the unit of the condition; its usual one when it is left out. */
  readonly threshold?: number | null | undefined;
  readonly destinations?: readonly string[] | undefined;
  readonly expiresAfterHours?: number | undefined;
  readonly isEnabled?: boolean | undefined;
}

export interface AlertRules {
  list(accountId: string): Promise<AlertRule[]>;
  /** @throws AlertRuleNotFound */
  get(accountId: string, name: string): Promise<AlertRule>;
  /** @throws AlertRuleInvalid, AlertDestinationNotFound */
  put(
    account: Account,
    name: string,
    input: AlertRuleInput,
    actor: Actor,
  ): Promise<{ readonly rule: AlertRule; readonly created: boolean }>;
  /** Its alerts go with it. @throws AlertRuleNotFound */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const usualExpiryHours = 72;
/** A year of hours, and more than any threshold needs. */
const [mostHours, mostThreshold] = [8_760, 100_000] as const;

export const ruleColumns = `
  r.id, r.account_id as "accountId", r.name, r.condition, r.of, r.threshold, r.destinations,
  r.expires_after_hours as "expiresAfterHours", r.is_enabled as "isEnabled", r.watched_at as "watchedAt", r.error,
  r.created_at as "createdAt", r.modified_at as "modifiedAt"`;

export function createAlertRules({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): AlertRules {
  async function find(accountId: string, name: string, from: Queryable): Promise<AlertRule> {
    const rule = await from.maybe<AlertRule>(
      statement(
        `select ${ruleColumns} from alert_rule r where r.account_id = $1 and lower(r.name) = lower($2)`,
        [accountId, name],
      ),
    );
    if (rule === undefined) throw problem('AlertRuleNotFound', { name });
    return rule;
  }

  return {
    list: (accountId) =>
      db.query<AlertRule>(
        statement(`select ${ruleColumns} from alert_rule r where r.account_id = $1 order by lower(r.name)`, [
          accountId,
        ]),
      ),
    get: (accountId, name) => find(accountId, name, db),
    async put(account, name, input, actor) {
      if (!isName(name)) throw invalid('its name begins with a letter, and has letters, digits, - and _');
      const { condition, of, threshold, expiresAfterHours } = checked(input);
      const destinations = input.destinations ?? [];
      return db.transaction(async (tx) => {
        await demandDestinations(tx, account.id, destinations);
        const now = new Date(clock.now());
        const { created } = await tx.one<{ created: boolean }>(sql`
          insert into alert_rule (id, account_id, name, condition, of, threshold, destinations, expires_after_hours, is_enabled,
            watched_at, created_at, modified_at)
          values (${newId()}, ${account.id}, ${name}, ${condition}, ${of}, ${threshold}, ${destinations}, ${expiresAfterHours},
            ${input.isEnabled ?? true}, ${now}, ${now}, ${now})
          on conflict (account_id, lower(name)) do update set condition = excluded.condition, of = excluded.of,
            threshold = excluded.threshold, destinations = excluded.destinations, is_enabled = excluded.is_enabled,
            expires_after_hours = excluded.expires_after_hours, error = null, modified_at = excluded.modified_at
          returning xmax = 0 as created`);
        await audit(tx, {
          ...auditOf(account, name, 'alertRules/write', actor),
          details: { condition, of, threshold },
        });
        return { rule: await find(account.id, name, tx), created };
      });
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const rule = await find(account.id, name, tx);
        await tx.query(sql`delete from alert_rule where id = ${rule.id}`);
        await audit(tx, auditOf(account, rule.name, 'alertRules/delete', actor));
      });
    },
  };
}

function invalid(detail: string): Error {
  return problem('AlertRuleInvalid', { detail });
}

function checked(input: AlertRuleInput): Pick<AlertRule, 'of' | 'threshold' | 'expiresAfterHours'> & {
  readonly condition: ConditionName;
} {
  const { condition, expiresAfterHours = usualExpiryHours } = input;
  const of = input.of || null;
  if (!Object.hasOwn(conditions, condition))
    throw invalid(`its condition is one of ${Object.keys(conditions).join(', ')}`);
  const name = condition as ConditionName;
  const sheet: { of?: string; ofIsRequired?: true; unit?: string; usual?: number } = conditions[name];
  if (of !== null && sheet.of === undefined) throw invalid(`${name} is about no runbook and no schedule`);
  if (of === null && sheet.ofIsRequired === true) throw invalid(`${name} needs the name of a ${sheet.of}`);
  const threshold = input.threshold ?? sheet.usual ?? null;
  if (threshold !== null && sheet.unit === undefined) throw invalid(`${name} has no threshold`);
  if (threshold !== null && !isCount(threshold, mostThreshold))
    throw invalid(`its threshold is a whole number of ${sheet.unit}, from 1 to ${mostThreshold}`);
  if (!isCount(expiresAfterHours, mostHours))
    throw invalid(`it expires after a whole number of hours, from 1 to ${mostHours}`);
  return { condition: name, of, threshold, expiresAfterHours };
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

async function demandDestinations(tx: Queryable, accountId: string, names: readonly string[]): Promise<void> {
  const missing = await tx.maybe<{ name: string }>(sql`
    select n.name from unnest(${names}::text[]) as n (name) where not exists (
      select 1 from alert_destination d where d.account_id = ${accountId} and lower(d.name) = lower(n.name)) limit 1`);
  if (missing !== undefined) throw problem('AlertDestinationNotFound', { name: missing.name });
}
