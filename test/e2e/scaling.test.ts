import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Client, Job } from '#client';
import { newId } from '#kernel';
import { launch } from '#main';
import { sql } from '#store';

import { type JoinedSystems, startJoined } from '../joined-systems.ts';
import { until } from '../system.ts';

const ends = ['Completed', 'Failed', 'Stopped'];
let both: JoinedSystems;
let clients: readonly [Client, Client];

beforeAll(async () => {
  both = await startJoined();
  await both.first.publish(
    'gated',
    `import { defineRunbook } from 'tenantry/runbook';
    import { z } from 'zod';
    export default defineRunbook({ parameters: z.object({}), async run({ assets, log, step, job }) {
      await step('begun', () => log.output('begun'));
      while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 50));
      return 'attempt ' + job.attempt;
    } });`,
  );
});
afterAll(() => both.stop());

const gate = (state: 'open' | 'shut'): Promise<unknown> =>
  until(() => clients[0].variables.put('gate', { value: state, isEncrypted: false }));

beforeEach(async () => {
  clients = [both.first.session.client, both.second.session.client];
  // Whatever the test before left would wait at the gate and keep places.
  await gate('open');
  await until(async () => {
    const { open } = await both.db.one<{ open: number }>(
      sql`select count(*)::int as open from job where ended_at is null`,
    );
    return open === 0 ? true : undefined;
  });
  await gate('shut');
});

async function begun(many: number, client = clients[0]): Promise<string[]> {
  const names = Array.from({ length: many }, () => newId());
  for (const name of names) await client.jobs.create(name, { runbook: 'gated', parameters: {} });
  await until(async () => {
    const steps = await Promise.all(names.map((name) => clients[0].jobs.steps(name)));
    return steps.every(({ length }) => length === 1) ? true : undefined;
  });
  return names;
}

const ended = (name: string, client = clients[0]): Promise<Job> =>
  until(async () => {
    const job = await client.jobs.get(name);
    return ends.includes(job.status) ? job : undefined;
  });

const workersOf = (names: readonly string[]) =>
  both.db.query<{ worker: string; jobs: number }>(sql`
    select worker, count(distinct j.id)::int as jobs from job_attempt a join job j on j.id = a.job_id
    where j.name = any(${[...names]}) group by worker order by worker`);

test('what is made through one control plane is there through the other, and both workers take jobs', async () => {
  const names = await begun(4);
  expect(await workersOf(names)).toEqual([
    { worker: expect.any(String), jobs: 2 },
    { worker: expect.any(String), jobs: 2 },
  ]);
  const following = names.map(async (name) => {
    const texts: string[] = [];
    for await (const event of clients[1].jobs.follow(name))
      if (event.kind === 'stream') texts.push(event.record.streamText.trim());
    return texts;
  });
  await gate('open');
  for (const texts of await Promise.all(following)) expect(texts).toEqual(['begun', 'attempt 1']);
});

test('a job waits for a place of a worker and says so, through either control plane', async () => {
  const running = await begun(4);
  const waiting = newId();
  await clients[0].jobs.create(waiting, { runbook: 'gated', parameters: {} });
  for (const client of clients)
    expect(await client.jobs.get(waiting)).toMatchObject({
      status: 'New',
      waitingBecause: expect.stringContaining('place of a worker'),
    });
  await gate('open');
  for (const name of [...running, waiting]) expect((await ended(name)).waitingBecause).toBe(null);
});

test('a control plane that is killed takes nothing along: the other one serves at once, and jobs of both workers end once', async () => {
  const names = await begun(4);
  const [pid] = [both.first.system.pids().controlPlane!];
  process.kill(pid, 'SIGKILL');
  // No retry: this one was never away.
  const after = newId();
  await clients[1].jobs.create(after, { runbook: 'gated', parameters: {} });
  await clients[1].variables.put('gate', { value: 'open', isEncrypted: false });
  for (const name of [...names, after]) {
    expect((await ended(name, clients[1])).status).toBe('Completed');
    // On a busy machine the other one may be away for longer than a lease: then a job has another attempt, and goes on.
    expect(await clients[1].jobs.output(name)).toMatch(/^begun\r\nattempt \d\r\n$/);
  }
  expect(both.first.system.pids().controlPlane).not.toBe(pid);
});

test('times of schedules that are due while the one that fires them is killed are one job each', async () => {
  const { db, first, second } = both;
  await gate('open');
  const many = 12;
  for (let at = 0; at < many; at += 1) {
    const schedule = `s${at}`;
    await clients[1].schedules.put(schedule, {
      frequency: 'OneTime',
      startTime: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await clients[1].jobSchedules.create(newId(), { schedule, runbook: 'gated', parameters: {} });
  }
  const left = async (): Promise<number> =>
    (
      await db.one<{ left: number }>(
        sql`select count(*)::int as left from schedule where name like 's%' and next_run_at is not null`,
      )
    ).left;
  // A few at a time, so that the kills fall between and into the rounds of both.
  for (let at = 0; at < many; at += 6) {
    await db.query(sql`update schedule set start_at = date_trunc('second', now()), next_window = date_trunc('second', now()),
      next_run_at = date_trunc('second', now()) where name = any(${Array.from(
        { length: 6 },
        (_, next) => `s${at + next}`,
      )})`);
    process.kill((at === 0 ? first : second).system.pids().controlPlane!, 'SIGKILL');
    await until(async () => ((await left()) <= many - at - 6 ? true : undefined));
  }
  const runs = await db.query<{ outcome: string; times: number; jobs: number }>(sql`
    select r.outcome, count(*)::int as times, count(distinct r.job_id)::int as jobs
    from schedule_run r join job_schedule l on l.id = r.job_schedule_id join schedule s on s.id = l.schedule_id
    where s.name like 's%' group by r.outcome`);
  expect(runs).toEqual([{ outcome: expect.any(String), times: many, jobs: many }]);
});

test('a system that is stopped lets its jobs end first, in the time that it is given', async () => {
  const names = await begun(4);
  const restarting = both.restartSecond({ drainMilliseconds: 60_000 });
  await gate('open');
  for (const name of names) expect(await ended(name)).toMatchObject({ status: 'Completed', attempt: 1 });
  await restarting;
});

test('without time to end, jobs are given back, and the other worker goes on after their last step', async () => {
  const names = await begun(4);
  await both.restartSecond();
  clients = [both.first.session.client, both.second.session.client];
  await gate('open');
  const jobs = await Promise.all(names.map((name) => ended(name)));
  expect(jobs.map(({ status }) => status)).toEqual(names.map(() => 'Completed'));
  expect(jobs.map(({ attempt }) => attempt).toSorted()).toEqual([1, 1, 2, 2]);
  for (const name of names) expect(await clients[0].jobs.output(name)).toMatch(/^begun\r\nattempt [12]\r\n$/);
});

test('what one control plane seals with a new key, the worker of the other one reads', async () => {
  await clients[0].keys.rotate();
  await until(async () => ((await clients[0].keys.state()).rotating ? undefined : true));
  await gate('open');
  // Parameters and results of steps are sealed; a job lands on either worker.
  for (const name of await begun(4)) expect((await ended(name, clients[1])).status).toBe('Completed');
});

test('a home of its own is never joined, nor one without a database', async () => {
  const how = { home: both.first.home, apiPort: 0, tenantPort: 0 };
  await expect(launch({ ...how, join: both.second.home })).rejects.toMatchObject({
    code: 'JoinNeedsDatabase',
  });
  await expect(
    launch({
      ...how,
      home: `${both.second.home}-x`,
      join: `${both.first.home}-y`,
      database: both.postgres.connection,
    }),
  ).rejects.toMatchObject({ code: 'JoinImpossible' });
});
