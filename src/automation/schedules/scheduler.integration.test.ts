import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { dice, manualClock, newId, problem, silentLogger } from '#kernel';
import { type Queue, createQueue } from '#queue';
import { type Database, type Vault, openVault, sql } from '#store';

import { testDatabase } from '../../store/testing/test-database.ts';
import { waitingForLocks } from '../../store/testing/waiting-for-locks.ts';
import { type Account, createAccounts } from '../accounts/accounts.ts';
import { createConnectionTypes } from '../assets/connection-types.ts';
import { type Redactors, createRedactors } from '../redaction/redactors.ts';
import type { Identities } from '../identities/identities.ts';
import { parametersBinding } from '../jobs/job.ts';
import { moveToDeleted } from '../runbooks/deleted-runbooks.ts';
import { createJobSchedules, linkBinding } from './job-schedules.ts';
import { occurrencesAfter } from './recurrence/index.ts';
import type { ScheduleInput } from './schedule-input.ts';
import { recurrenceOf } from './schedule.ts';
import { type Scheduler, createScheduler } from './scheduler.ts';
import { type Schedules, createSchedules } from './schedules.ts';

const begin = Date.UTC(2027, 2, 1);
const actor = { objectId: 'test' };
const folder = mkdtempSync(join(tmpdir(), 'tenantry-schedules-'));
let db: Database;
let queue: Queue;
let vault: Vault;
let account: Account;
let redactors: Redactors;
let clock: ReturnType<typeof manualClock>;
let schedules: Schedules;
let leaders: readonly [Scheduler, Scheduler];

beforeAll(async () => {
  ({ db } = await testDatabase());
  queue = createQueue({ db, logger: silentLogger });
  await queue.start();
  vault = openVault({ keyFile: join(folder, 'kek.json') });
  redactors = createRedactors({ db, vault, types: createConnectionTypes({ db }), logger: silentLogger });
});
afterAll(async () => {
  await queue.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  clock = manualClock(begin);
  schedules = createSchedules({ db, clock });
  leaders = [scheduler(queue), scheduler(queue)];
  account = await accountWithRunbooks(['one', 'two']);
});

function scheduler(through: Queue): Scheduler {
  return createScheduler({ db, queue: through, vault, logger: silentLogger, clock });
}

/** Of its own, so that tests do not see what others left. */
async function accountWithRunbooks(runbooks: readonly string[]): Promise<Account> {
  const id = newId();
  await db.query(sql`delete from account`);
  await db.query(sql`
    insert into account (id, subscription_id, resource_group, name, location, created_at, modified_at)
    values (${id}, 'subscription', 'group', 'main', 'local', now(), now())`);
  await db.query(
    sql`insert into artifact (hash, content, created_at) values ('hash', '', now()) on conflict do nothing`,
  );
  for (const name of runbooks) {
    const runbook = newId();
    await db.query(sql`
      insert into runbook (id, account_id, name, type, state, location, published_number, created_at, modified_at)
      values (${runbook}, ${id}, ${name}, 'TypeScript', 'Published', 'local', 1, now(), now())`);
    await db.query(sql`
      insert into runbook_version (runbook_id, number, content, artifact_hash, parameters, published_at, published_by)
      values (${runbook}, 1, '', 'hash', '[]', now(), 'test')`);
  }
  return { id, subscriptionId: 'subscription', resourceGroup: 'group', name: 'main' } as unknown as Account;
}

async function scheduled(name: string, input: ScheduleInput, runbooks = ['one']): Promise<void> {
  await schedules.put(account, name, input, actor);
  for (const runbook of runbooks)
    await createJobSchedules({ db, vault, redactors }).create(
      account,
      newId(),
      { schedule: name, runbook },
      actor,
    );
}

interface Run {
  readonly schedule: string;
  readonly runbook: string;
  readonly due: Date;
  readonly outcome: string;
  readonly reason: string | null;
  readonly jobs: number;
}

function runs(): Promise<Run[]> {
  return db.query<Run>(sql`
    select s.name as schedule, b.name as runbook, r.due_at as due, r.outcome, r.reason,
      (select count(*)::int from job j where j.id = r.job_id) as jobs
    from schedule_run r join job_schedule l on l.account_id = r.account_id and l.id = r.job_schedule_id
      join schedule s on s.id = l.schedule_id join runbook b on b.id = l.runbook_id
    where r.account_id = ${account.id} order by r.due_at`);
}

async function jobCount(): Promise<number> {
  return (
    await db.one<{ many: number }>(
      sql`select count(*)::int as many from job where account_id = ${account.id}`,
    )
  ).many;
}

const daily = (startTime: string, more: Partial<ScheduleInput> = {}): ScheduleInput => ({
  startTime,
  frequency: 'Day',
  ...more,
});

test.each(['a', 'b', 'c'])(
  'each time of each link is one job or one recorded skip, through downtimes and two schedulers at once (seed %s)',
  async (seed) => {
    const die = dice(seed);
    const inputs: readonly [string, ScheduleInput][] = [
      ['hourly', { startTime: '2027-03-01T01:00:00Z', frequency: 'Hour', misfire: 'all' }],
      ['gap', daily('2027-03-02T02:30:00', { timeZone: 'Europe/Berlin', misfire: 'skip' })],
      ['weekdays', { cron: '0 6,18 * * 1-5', timeZone: 'America/New_York', misfire: 'once' }],
      [
        'rule',
        { rrule: 'FREQ=DAILY;BYHOUR=1,2,3', timeZone: 'Europe/London', overlap: 'twice', misfire: 'all' },
      ],
      ['jitter', daily('2027-03-02T12:00:00Z', { jitterSeconds: 3_600, misfire: 'all' })],
      ['ending', daily('2027-03-02T08:00:00Z', { expiryTime: '2027-03-12T00:00:00Z' })],
    ];
    for (const [name, input] of inputs) await scheduled(name, input, ['one', 'two']);
    const made = await Promise.all(inputs.map(([name]) => schedules.get(account.id, name)));

    for (let step = 0; step < 25; step++) {
      // Mostly a moment, now and then days in which nobody was there.
      clock.advance((die.below(8) === 0 ? die.below(2 * 1_440) : die.below(180)) * 60_000);
      const [first, second] = die.below(2) === 0 ? leaders : leaders.toReversed();
      await (die.below(2) === 0 ? first!.round() : Promise.all([first!.round(), second!.round()]));
      await first!.round();
    }
    clock.advance(2 * 3_600_000);
    await leaders[0].round();

    const recorded = await runs();
    for (const schedule of made) {
      const until = clock.now() - (schedule.jitterSeconds + 1) * 1_000;
      const expected = occurrencesAfter(recurrenceOf(schedule), begin)
        .take(5_000)
        .filter((moment) => moment <= until)
        .toArray();
      for (const runbook of ['one', 'two']) {
        const own = recorded.filter((run) => run.schedule === schedule.name && run.runbook === runbook);
        const times = own.map(({ due }) => due.getTime());
        expect(
          times.filter((time) => time <= until),
          `${schedule.name} ${runbook}`,
        ).toEqual(expected);
        expect(own.every(({ outcome, jobs }) => jobs === (outcome === 'job' ? 1 : 0))).toBe(true);
        expect(own.every(({ outcome, reason }) => (outcome === 'job') === (reason === null))).toBe(true);
        if (schedule.misfire === 'all') expect(own.every(({ outcome }) => outcome === 'job')).toBe(true);
      }
    }
    expect(await jobCount()).toBe(recorded.filter(({ outcome }) => outcome === 'job').length);
    expect(recorded.some(({ outcome }) => outcome === 'skipped')).toBe(true);
  },
);

test.each([
  ['all', ['job', 'job', 'job', 'job']],
  ['once', ['skipped', 'skipped', 'skipped', 'job']],
  ['skip', ['skipped', 'skipped', 'skipped', 'skipped']],
] as const)('after a downtime: %s', async (misfire, outcomes) => {
  await scheduled('nightly', daily('2027-03-02T00:00:00Z', { misfire }));
  clock.advance(4 * 86_400_000 + 3_600_000);
  await leaders[0].round();
  expect((await runs()).map(({ outcome }) => outcome)).toEqual(outcomes);
  clock.advance(23 * 3_600_000);
  await leaders[1].round();
  expect((await runs()).map(({ outcome }) => outcome)).toEqual([...outcomes, 'job']);
});

test('while another control plane fires nobody else does, and where it fell silent the next one goes on', async () => {
  await scheduled('nightly', daily('2027-03-02T00:00:00Z'));
  clock.advance(86_400_000);
  await db
    .transaction(async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(7443003)`);
      await leaders[0].round();
      expect(await runs()).toEqual([]);
      throw problem('QueueStopped');
    })
    .catch(() => {});
  await leaders[1].round();
  expect(await runs()).toMatchObject([{ outcome: 'job', jobs: 1 }]);
});

test('a control plane that dies in the middle leaves nothing half done', async () => {
  for (const name of ['a', 'b', 'c']) await scheduled(name, daily('2027-03-02T00:00:00Z'), ['one', 'two']);
  clock.advance(86_400_000);
  for (const dies of ['before', 'after']) {
    const dying = scheduler({
      ...queue,
      async enqueueMany(...given) {
        if (dies === 'after') await queue.enqueueMany(...given);
        // As when the connection is gone: nothing can be done in smaller parts either.
        throw problem('DatabaseUnavailable', { reason: 'a test' });
      },
    });
    await expect(dying.round()).rejects.toThrow('a test');
    expect([await runs(), await jobCount()]).toEqual([[], 0]);
  }
  await leaders[0].round();
  expect([(await runs()).length, await jobCount()]).toEqual([6, 6]);
});

test('one schedule that cannot be fired stops no other, says why, and is tried again', async () => {
  for (const name of ['good', 'bad', 'fine']) await scheduled(name, daily('2027-03-02T00:00:00Z'));
  await db.query(sql`update schedule set rule = '{"frequency":"Cron","cron":"nonsense"}' where name = 'bad'`);
  clock.advance(86_400_000);
  await leaders[0].round();
  expect((await runs()).map(({ schedule }) => schedule).toSorted()).toEqual(['fine', 'good']);
  expect((await schedules.get(account.id, 'bad')).error).toContain('nonsense');
  await db.query(sql`update schedule set rule = '{"frequency":"Day","interval":1}' where name = 'bad'`);
  clock.advance(61_000);
  await leaders[0].round();
  expect((await runs()).map(({ schedule }) => schedule).toSorted()).toEqual(['bad', 'fine', 'good']);
  expect((await schedules.get(account.id, 'bad')).error).toBeNull();
});

test('a clock that is set back, and a schedule that is written again, start nothing twice', async () => {
  const input = daily('2027-03-02T00:00:00Z');
  await scheduled('nightly', input);
  clock.advance(2 * 86_400_000);
  await leaders[0].round();
  clock.advance(-86_400_000 - 60_000);
  await schedules.put(account, 'nightly', input, actor);
  for (let day = 0; day < 3; day++) {
    await leaders[day % 2]!.round();
    clock.advance(86_400_000);
  }
  const times = (await runs()).map(({ due }) => due.toISOString().slice(0, 10));
  expect(times).toEqual([...new Set(times)]);
  expect(await jobCount()).toBe((await runs()).filter(({ outcome }) => outcome === 'job').length);
});

test('of many that are due in the same minute each gets its job, but the few that cannot', async () => {
  for (let number = 0; number < 40; number++)
    await scheduled(`s${number}`, daily('2027-03-02T00:00:00Z'), ['one', 'two']);
  const of = (name: string) => sql`select id from schedule where name = ${name}`;
  // One whose parameters nobody can open, one that runs on a group that is gone, and a runbook that runs three at a time.
  const [spoilt, lost] = [
    (await db.one<{ id: string }>(of('s7'))).id,
    (await db.one<{ id: string }>(of('s8'))).id,
  ];
  await db.query(sql`update job_schedule set parameters = '\\x00' where schedule_id = ${spoilt}`);
  await db.query(sql`update job_schedule set run_on = 'gone' where schedule_id = ${lost}`);
  await db.query(sql`update runbook set most_at_once = 3, when_busy = 'skip' where name = 'two'`);
  clock.advance(86_400_000);
  await leaders[0].round();
  const all = await runs();
  const count = (runbook: string, outcome: string) =>
    all.filter((run) => run.runbook === runbook && run.outcome === outcome).length;
  expect([count('one', 'job'), count('one', 'failed'), count('two', 'job'), count('two', 'skipped')]).toEqual(
    [38, 1, 3, 35],
  );
  expect(all.every(({ jobs, outcome }) => jobs === (outcome === 'job' ? 1 : 0))).toBe(true);
  expect((await schedules.get(account.id, 's7')).error).not.toBeNull();
  const queued = await db.one<{ many: number }>(
    sql`select count(*)::int as many from queue.job where id in (select id from job where account_id = ${account.id})`,
  );
  expect(queued.many).toBe(41);
});

test('jitter is the same for the same time, spreads, and keeps within its bound', async () => {
  for (let number = 0; number < 20; number++)
    await scheduled(`j${number}`, daily('2027-03-02T00:00:00Z', { jitterSeconds: 600 }));
  const rows = await db.query<{ late: number }>(sql`
    select extract(epoch from next_run_at - next_window)::int as late from schedule where account_id = ${account.id}`);
  expect(new Set(rows.map(({ late }) => late)).size).toBeGreaterThan(5);
  expect(rows.every(({ late }) => late >= 0 && late < 600)).toBe(true);
  clock.advance(86_400_000 + 600_000);
  await leaders[0].round();
  expect((await runs()).map(({ due }) => due.toISOString())).toEqual(
    Array(20).fill('2027-03-02T00:00:00.000Z'),
  );
});

test('parameters are opened and sealed in the seconds before, for links and keys that are the same then', async () => {
  await db.query(sql`update runbook_version set parameters = '[{"name":"Mailbox","type":"string"}]'`);
  const links = createJobSchedules({ db, vault, redactors });
  for (const name of ['kept', 'changed', 'spoilt']) {
    await schedules.put(account, name, daily('2027-03-02T00:00:00Z'), actor);
    const parameters = { mailbox: name };
    await links.create(account, newId(), { schedule: name, runbook: 'one', parameters }, actor);
  }
  const linkOf = async (name: string): Promise<string> =>
    (
      await db.one<{ id: string }>(sql`
        select l.id from job_schedule l join schedule s on s.id = l.schedule_id where s.name = ${name}`)
    ).id;
  const changed = await linkOf('changed');
  let opened = 0;
  const counting: Vault = {
    ...vault,
    get keys() {
      return vault.keys;
    },
    openText(record, associated) {
      opened += 1;
      return vault.openText(record, associated);
    },
  };
  const leader = createScheduler({ db, queue, vault: counting, logger: silentLogger, clock });
  const given = async (): Promise<string[]> =>
    (
      await db.query<{ id: string; parameters: Buffer }>(
        sql`select id, parameters from job where account_id = ${account.id} order by created_at, id`,
      )
    )
      .map(({ id, parameters }) => vault.openText(parameters, parametersBinding(id)))
      .toSorted();

  await db.query(sql`update job_schedule set parameters = '\\x00' where id = ${await linkOf('spoilt')}`);
  clock.advance(86_400_000 - 3_000);
  await leader.round();
  expect([opened, await given()]).toEqual([3, []]);
  const others = vault.seal('{"Mailbox":"another"}', linkBinding(account.id, changed));
  await db.query(sql`update job_schedule set parameters = ${others} where id = ${changed}`);
  opened = 0;
  clock.advance(3_000);
  await leader.round();
  expect(await given()).toEqual(['{"Mailbox":"another"}', '{"Mailbox":"kept"}']);
  expect((await schedules.get(account.id, 'spoilt')).error).not.toBeNull();

  await db.query(sql`delete from schedule where name = 'spoilt'`);
  clock.advance(86_400_000 - 3_000);
  await leader.round();
  opened = 0;
  clock.advance(3_000);
  await leader.round();
  expect([opened, (await given()).length], 'nothing is left to open').toEqual([0, 4]);

  clock.advance(86_400_000 - 3_000);
  await leader.round();
  const key = vault.addKey();
  clock.advance(3_000);
  await leader.round();
  const sealedBy = await db.query<{ parameters: Buffer }>(sql`
    select parameters from job where account_id = ${account.id} order by created_at desc limit 2`);
  expect(sealedBy.map(({ parameters }) => parameters.readUInt32BE(1))).toEqual([key, key]);
});

test.each(['link', 'schedule', 'runbook', 'account'] as const)(
  'a %s that is deleted while it is fired waits for that, and its runs go with it',
  async (what) => {
    await scheduled('nightly', daily('2027-03-02T00:00:00Z'));
    clock.advance(86_400_000);
    const deletion = {
      link: sql`delete from job_schedule where account_id = ${account.id}`,
      schedule: sql`delete from schedule where account_id = ${account.id}`,
      runbook: sql`delete from runbook where account_id = ${account.id} and name = 'one'`,
      account: sql`delete from account where id = ${account.id}`,
    }[what];
    let deleting: Promise<unknown> = Promise.resolve();
    const firing = scheduler({
      ...queue,
      // Its jobs are written, its runs are not.
      async enqueueMany(...given) {
        await queue.enqueueMany(...given);
        deleting = db.query(deletion);
        await waitingForLocks(db, 1);
      },
    });
    await firing.round();
    await deleting;
    const left = await db.one<{ runs: number; jobs: number }>(sql`
      select (select count(*)::int from schedule_run where account_id = ${account.id}) as runs,
        (select count(*)::int from job where account_id = ${account.id}) as jobs`);
    expect(left).toEqual({ runs: 0, jobs: what === 'account' ? 0 : 1 });
  },
);

test.each(['link', 'runbook', 'account'] as const)(
  'a %s is deleted though its schedule is fired, and neither waits for the other in a ring',
  async (what) => {
    await scheduled('nightly', daily('2027-03-02T00:00:00Z'));
    const row = await db.one<{ link: string; runbook: string }>(sql`
      select id as link, runbook_id as runbook from job_schedule where account_id = ${account.id}`);
    const directory = { systemAssigned: async () => undefined } as unknown as Identities;
    const remove = {
      link: () => createJobSchedules({ db, vault, redactors }).remove(account, row.link, actor),
      runbook: () => db.transaction((tx) => moveToDeleted(tx, account.id, row.runbook)),
      account: () => createAccounts({ db, identities: directory }).remove(account, actor),
    }[what];
    const removing = await db.transaction(async (tx) => {
      await tx.query(sql`select 1 from schedule where account_id = ${account.id} for no key update`);
      const begun = remove();
      begun.catch(() => {});
      await waitingForLocks(db, 1);
      // What a firing comes to afterwards, now (its jobs' account) and before 000040 (its links).
      await tx.query(sql`select 1 from account where id = ${account.id} for key share nowait`);
      await tx.query(sql`select 1 from job_schedule where id = ${row.link} for key share nowait`);
      return { begun };
    });
    await removing.begun;
    const left = await db.query(sql`select 1 from job_schedule where id = ${row.link}`);
    expect(left).toEqual([]);
  },
);
