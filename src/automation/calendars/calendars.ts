import { newId, problem } from '#kernel';
import { type Database, type Queryable, sql, statement } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { type CalendarDays, checkDayRule, isDays } from '../schedules/recurrence/index.ts';
import { type Calendar, type CalendarInput, calendarColumns } from './calendar.ts';
import { readIcs } from './ics.ts';

export interface Calendars {
  get(accountId: string, name: string): Promise<Calendar>;
  list(accountId: string, after?: string): Promise<Page<Calendar>>;
  /** Replaces what it holds. Schedules that name it follow from their next time on. */
  put(
    account: Account,
    name: string,
    input: CalendarInput,
    actor: Actor,
  ): Promise<{ readonly calendar: Calendar; readonly created: boolean }>;
  /** @throws CalendarUsed while schedules name it */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

/** What no path of ARM can carry, and what Azure's own message for names of assets lists. */
const forbiddenInNames = /[<>*%&:\\?.+/\p{Cc}]|\s$/u;
const [mostDays, mostRules, longestRule] = [2_000, 200, 400];

function invalid(detail: string): Error {
  return problem('CalendarInvalid', { detail });
}

export function createCalendars({ db }: { readonly db: Database }): Calendars {
  const find = (accountId: string, name: string, from: Queryable): Promise<Calendar | undefined> =>
    from.maybe<Calendar>(
      statement(
        `select ${calendarColumns} from calendar c where c.account_id = $1 and lower(c.name) = lower($2)`,
        [accountId, name],
      ),
    );

  async function demand(accountId: string, name: string, from: Queryable = db): Promise<Calendar> {
    const found = await find(accountId, name, from);
    if (found === undefined) throw problem('CalendarNotFound', { name });
    return found;
  }

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<Calendar>(
        statement(
          `select ${calendarColumns} from calendar c where c.account_id = $1 and lower(c.name) > $2
           order by lower(c.name) limit ${pageSize + 1}`,
          [accountId, after],
        ),
      );
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      if (name.length > 128 || forbiddenInNames.test(name)) throw invalid(`'${name}' is no name for one`);
      const { days, rules } = readCalendar(input);
      return db.transaction(async (tx) => {
        const known = await find(account.id, name, tx);
        await tx.query(sql`
          insert into calendar (id, account_id, name, description, days, rules, created_at, modified_at)
          values (${newId()}, ${account.id}, ${name}, ${input.description ?? null}, ${days}, ${JSON.stringify(rules)}, now(), now())
          on conflict (account_id, lower(name)) do update set description = excluded.description, days = excluded.days,
            rules = excluded.rules, modified_at = now()`);
        await audit(tx, auditOf(account, known?.name ?? name, 'calendars/write', actor));
        return { calendar: await demand(account.id, name, tx), created: known === undefined };
      });
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const { id, name: own, schedules } = await demand(account.id, name, tx);
        if (schedules.length > 0)
          throw problem('CalendarUsed', { name: own, schedules: schedules.slice(0, 5).join(', ') });
        await tx.query(sql`delete from calendar where id = ${id}`);
        await audit(tx, auditOf(account, own, 'calendars/delete', actor));
      });
    },
  };
}

/** @throws CalendarInvalid, RecurrenceRuleInvalid */
export function readCalendar({ days = [], rules = [], ics }: CalendarInput): CalendarDays {
  const imported = ics === undefined || ics === '' ? { days: [], rules: [] } : readIcs(ics);
  const all = {
    days: [...new Set([...days, ...imported.days])].toSorted(),
    rules: [...rules.map((rule) => ({ ...rule, length: rule.length ?? 1 })), ...imported.rules],
  };
  if (all.days.length > mostDays) throw invalid(`there are at most ${mostDays} days`);
  if (all.rules.length > mostRules) throw invalid(`there are at most ${mostRules} rules`);
  const wrong = all.days.find((each) => !isDays(each));
  if (wrong !== undefined) throw invalid(`'${wrong}' is neither 2026-12-25 nor 2026-12-24/2027-01-02`);
  for (const { start, rrule, length } of all.rules) {
    if (!isDays(start) || start.includes('/'))
      throw invalid(`the start '${start}' is no day, 2026-05-01 for instance`);
    if (!Number.isInteger(length) || length < 1 || length > 366)
      throw invalid('the length of a rule is a whole number of days from 1 to 366');
    if (rrule.length > longestRule || !checkDayRule(rrule))
      throw invalid(`the rule ${rrule.slice(0, 40)} is not one of days, weeks, months or years`);
  }
  return all;
}
