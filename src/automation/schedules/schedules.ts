import { type Clock, newId, problem } from '#kernel';
import { type Database, type Queryable, type Transaction, statement, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, pageSize, toPage } from '../model.ts';
import { nextAfter } from './recurrence/index.ts';
import {
  type ScheduleInput,
  type ScheduleLimits,
  defaultScheduleLimits,
  readSchedule,
} from './schedule-input.ts';
import { type Schedule, recurrenceOf, scheduleColumns } from './schedule.ts';
import { dueAt } from './windows.ts';

export interface SchedulePatch {
  readonly description?: string | undefined;
  readonly isEnabled?: boolean | undefined;
}

export interface Schedules {
  get(accountId: string, name: string): Promise<Schedule>;
  list(accountId: string, after?: string): Promise<Page<Schedule>>;
  /** A schedule is enabled when it is made, and stays as it is when it is changed. */
  put(
    account: Account,
    name: string,
    input: ScheduleInput,
    actor: Actor,
  ): Promise<{ schedule: Schedule; created: boolean }>;
  /** Enabled again, it goes on with the next time that comes; nothing is made up for. */
  update(account: Account, name: string, patch: SchedulePatch, actor: Actor): Promise<Schedule>;
  /** Its links go with it. */
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const longestName = 128;
/** What no path of ARM can carry, and what Azure's own message for names of assets lists. */
const forbidden = /[<>*%&:\\?.+/\p{Cc}]|\s$/u;

export function createSchedules({
  db,
  clock,
  limits = defaultScheduleLimits,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly limits?: ScheduleLimits;
}): Schedules {
  const find = (accountId: string, name: string, from: Queryable): Promise<Schedule | undefined> =>
    from.maybe<Schedule>(
      statement(
        `select ${scheduleColumns} from schedule s where s.account_id = $1 and lower(s.name) = lower($2)`,
        [accountId, name],
      ),
    );

  async function demand(accountId: string, name: string, from: Queryable = db): Promise<Schedule> {
    const found = await find(accountId, name, from);
    if (found === undefined) throw problem('ScheduleNotFound', { name });
    return found;
  }

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<Schedule>(
        statement(
          `select ${scheduleColumns} from schedule s where s.account_id = $1 and lower(s.name) > $2
           order by lower(s.name) limit ${pageSize + 1}`,
          [accountId, after],
        ),
      );
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      if (name.length > longestName || forbidden.test(name))
        throw problem('ScheduleInvalid', { detail: `'${name}' is no name for one` });
      return db.transaction(async (tx) => {
        const known = await find(account.id, name, tx);
        const now = clock.now();
        const values = readSchedule(input, { now, known, limits });
        const id = known?.id ?? newId();
        const next = nextAfter(recurrenceOf(values), now);
        const { startAt, expiresAt, timeZone, rule, gap, overlap, misfire, jitterSeconds, exclusions } =
          values;
        await tx.query(sql`
          insert into schedule (id, account_id, name, description, start_at, expires_at, time_zone, rule, gap, overlap, misfire,
            jitter_seconds, exclusions, is_enabled, next_window, next_run_at, created_at, modified_at)
          values (${id}, ${account.id}, ${name}, ${values.description}, ${startAt}, ${expiresAt}, ${timeZone},
            ${JSON.stringify(rule)}, ${gap}, ${overlap}, ${misfire}, ${jitterSeconds}, ${exclusions}, true,
            ${dateOf(next)}, ${dateOf(dueAt({ id, jitterSeconds }, next))}, now(), now())
          on conflict (account_id, lower(name)) do update set description = excluded.description,
            start_at = excluded.start_at, expires_at = excluded.expires_at, time_zone = excluded.time_zone,
            rule = excluded.rule, gap = excluded.gap, overlap = excluded.overlap, misfire = excluded.misfire,
            jitter_seconds = excluded.jitter_seconds, exclusions = excluded.exclusions, error = null,
            next_window = excluded.next_window, next_run_at = excluded.next_run_at, modified_at = now()`);
        await nameCalendars(tx, account.id, id, input.calendars ?? []);
        await audit(tx, auditOf(account, name, 'schedules/write', actor));
        return { schedule: await demand(account.id, name, tx), created: known === undefined };
      });
    },
    async update(account, name, { description, isEnabled }, actor) {
      return db.transaction(async (tx) => {
        const known = await demand(account.id, name, tx);
        await tx.query(sql`
          update schedule set description = coalesce(${description ?? null}, description),
            is_enabled = coalesce(${isEnabled ?? null}, is_enabled), modified_at = now() where id = ${known.id}`);
        if (isEnabled === true && !known.isEnabled) {
          const next = nextAfter(recurrenceOf(known), clock.now());
          await tx.query(sql`
            update schedule set next_window = ${dateOf(next)}, next_run_at = ${dateOf(dueAt(known, next))}, error = null
            where id = ${known.id}`);
        }
        await audit(tx, auditOf(account, known.name, 'schedules/write', actor));
        return demand(account.id, name, tx);
      });
    },
    async remove(account, name, actor) {
      await db.transaction(async (tx) => {
        const known = await demand(account.id, name, tx);
        await tx.query(sql`delete from schedule where id = ${known.id}`);
        await audit(tx, auditOf(account, known.name, 'schedules/delete', actor));
      });
    },
  };
}

/** @throws CalendarNotFound */
async function nameCalendars(
  tx: Transaction,
  accountId: string,
  id: string,
  names: readonly string[],
): Promise<void> {
  const found = await tx.query<{ id: string; name: string }>(sql`
    select id, lower(name) as name from calendar
    where account_id = ${accountId} and lower(name) = any(${names.map((name) => name.toLowerCase())}::text[]) for key share`);
  const missing = names.find((name) => !found.some((each) => each.name === name.toLowerCase()));
  if (missing !== undefined) throw problem('CalendarNotFound', { name: missing });
  const ids = found.map((each) => each.id);
  await tx.query(sql`
    delete from schedule_calendar where schedule_id = ${id} and calendar_id <> all(${ids}::uuid[])`);
  await tx.query(sql`
    insert into schedule_calendar (schedule_id, calendar_id) select ${id}, unnest(${ids}::uuid[]) on conflict do nothing`);
}

function dateOf(milliseconds: number | undefined): Date | null {
  return milliseconds === undefined ? null : new Date(milliseconds);
}
