import { type Queryable, type Transaction, repeating, sql, statement } from '#store';

import type { AccountPath } from '../model.ts';
import { calendarsColumn, timedColumns } from './schedule.ts';
import type { DueSchedule, FiringOptions, Link, Recorded, Wanted } from './run.ts';
import { startRuns } from './starting.ts';
import { type Window, dueAt, windowsReader } from './windows.ts';

/** In one transaction; a schedule with more waits for the next. */
const mostRuns = 10_000;

/** Those of them that are due, theirs alone until the end of the transaction. */
export async function dueSchedules(
  tx: Transaction,
  now: number,
  ids: readonly string[],
): Promise<DueSchedule[]> {
  const due = await tx.query<Omit<DueSchedule, 'account' | 'calendars'>>(
    repeating(
      statement(
        `select ${timedColumns}, s.account_id as "accountId", s.name from schedule s
         where s.is_enabled and s.next_run_at <= $1 and s.id = any($2::uuid[])
         order by s.next_run_at for no key update of s skip locked`,
        [new Date(now), ids],
      ),
    ),
  );
  // Of many that are due few have calendars, and all have one of a few accounts.
  const accounts = await tx.query<AccountPath & { readonly id: string }>(sql`
    select id, subscription_id as "subscriptionId", resource_group as "resourceGroup", name from account
    where id = any(${[...new Set(due.map(({ accountId }) => accountId))]}::uuid[])`);
  const calendars = await tx.query<Calendars>(
    statement(
      `select s.id, ${calendarsColumn} from schedule s
       where s.id in (select schedule_id from schedule_calendar where schedule_id = any($1::uuid[]))`,
      [ids],
    ),
  );
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const calendarsOf = new Map(calendars.map(({ id, calendars: own }) => [id, own]));
  return due.map((schedule) => ({
    ...schedule,
    account: accountOf.get(schedule.accountId)!,
    calendars: calendarsOf.get(schedule.id) ?? [],
  }));
}

type Calendars = Pick<DueSchedule, 'id' | 'calendars'>;

/**
 * Makes what is due: for each time of each link one job, or one record of why there is none, and moves the schedules on; all in the
 * caller's transaction, so that a crash leaves everything as it was. Returns whether something is left.
 */
export async function fire(
  tx: Transaction,
  options: FiringOptions,
  schedules: readonly DueSchedule[],
  now: number,
): Promise<boolean> {
  const links = Map.groupBy(await linksOf(tx, schedules), ({ scheduleId }) => scheduleId);
  const moved: { readonly schedule: DueSchedule; readonly next: number | undefined }[] = [];
  const wanted: Wanted[] = [];
  const windowsOf = windowsReader(now);
  const broken: { readonly schedule: DueSchedule; readonly reason: string }[] = [];
  for (const schedule of schedules) {
    const own = links.get(schedule.id) ?? [];
    const room = Math.floor((mostRuns - wanted.length) / Math.max(1, own.length));
    // Each gets on by one at least.
    const read = readable(() => windowsOf(schedule, Math.max(1, room)));
    if ('reason' in read) {
      broken.push({ schedule, reason: read.reason });
      continue;
    }
    const { windows, next } = read;
    moved.push({ schedule, next });
    for (const window of windows) for (const link of own) wanted.push({ schedule, link, window });
  }
  const known = options.knowing ? await recordedAlready(tx, wanted) : new Set();
  const fresh = wanted.filter(({ link, window }) => !known.has(keyOf(link.accountId, link.id, window.due)));
  await record(tx, await startRuns(tx, options, fresh), now);
  await moveOn(tx, moved);
  for (const { schedule, reason } of broken) {
    options.logger.error('a schedule cannot be read, and is tried again later', {
      schedule: schedule.name,
      reason,
    });
    await putOff(tx, schedule.id, reason, now);
  }
  return moved.some(({ schedule, next }) => next !== undefined && dueAt(schedule, next)! <= now);
}

/** The times of one schedule; what is wrong with it is its own matter. */
function readable<Value extends object>(work: () => Value): Value | { readonly reason: string } {
  try {
    return work();
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A schedule that cannot be fired is tried again so much later, and is in nobody's way until then. */
const waitAfterFailure = 60_000;

export async function putOff(queryable: Queryable, id: string, reason: string, now: number): Promise<void> {
  await queryable.query(sql`
    update schedule set error = ${reason.slice(0, 1_000)}, next_run_at = ${new Date(now + waitAfterFailure)} where id = ${id}`);
}

/** They stay while their schedules are held: whoever deletes a link waits for its schedule first (000040). */
function linksOf(tx: Transaction, schedules: readonly DueSchedule[]): Promise<Link[]> {
  return tx.query<Link>(
    repeating(sql`
      select j.account_id as "accountId", j.id, j.schedule_id as "scheduleId", r.name as runbook, j.run_on as "runOn",
        j.job_order as "order", j.parameters as sealed
      from job_schedule j join runbook r on r.id = j.runbook_id
      where j.schedule_id = any(${schedules.map(({ id }) => id)}::uuid[]) order by j.created_at, j.id`),
  );
}

function keyOf(accountId: string, linkId: string, due: number): string {
  return `${accountId} ${linkId} ${due}`;
}

/** When the clock was set back, or a schedule was changed, a time may come once more: it is done already. */
async function recordedAlready(
  tx: Transaction,
  wanted: readonly { readonly link: Link; readonly window: Window }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ accountId: string; id: string; dueAt: Date }>(sql`
    select account_id as "accountId", job_schedule_id as id, due_at as "dueAt" from schedule_run
    where (account_id, job_schedule_id, due_at) in (
      select * from unnest(${wanted.map(({ link }) => link.accountId)}::uuid[], ${wanted.map(({ link }) => link.id)}::uuid[],
        ${wanted.map(({ window }) => new Date(window.due))}::timestamptz[]))`);
  return new Set(rows.map(({ accountId, id, dueAt: due }) => keyOf(accountId, id, due.getTime())));
}

async function record(tx: Transaction, recorded: readonly Recorded[], now: number): Promise<void> {
  if (recorded.length === 0) return;
  await tx.query(sql`
    insert into schedule_run (account_id, job_schedule_id, due_at, outcome, job_id, reason, recorded_at)
    select *, ${new Date(now)}::timestamptz from unnest(${recorded.map(({ link }) => link.accountId)}::uuid[],
      ${recorded.map(({ link }) => link.id)}::uuid[], ${recorded.map(({ due }) => new Date(due))}::timestamptz[],
      ${recorded.map(({ outcome }) => outcome)}::text[], ${recorded.map(({ jobId }) => jobId)}::uuid[],
      ${recorded.map(({ reason }) => reason)}::text[])`);
}

async function moveOn(
  tx: Transaction,
  moved: readonly { readonly schedule: DueSchedule; readonly next: number | undefined }[],
): Promise<void> {
  const dates = (values: readonly (number | undefined)[]): (Date | null)[] =>
    values.map((value) => (value === undefined ? null : new Date(value)));
  await tx.query(sql`
    update schedule s set next_window = moved.next, next_run_at = moved.due, error = null
    from unnest(${moved.map(({ schedule }) => schedule.id)}::uuid[], ${dates(moved.map(({ next }) => next))}::timestamptz[],
      ${dates(moved.map(({ schedule, next }) => dueAt(schedule, next)))}::timestamptz[]) as moved (id, next, due)
    where s.id = moved.id`);
}
