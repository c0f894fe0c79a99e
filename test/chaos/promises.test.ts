import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { JobRecord } from '#client';

import { type TestSystem, startSystem, until } from '../system.ts';

/**
 * Writes to the tenant in numbered steps. At `hold` it waits for the variable `gate` to say so: between steps, or
 * inside one after its write and before its record. So a test decides where a kill falls, and no time does.
 */
const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({ user: z.string(), hold: z.enum(['between', 'inside']) }),
  async run({ params, graph, step, log, assets }) {
    const write = (n: number) => graph.patch('/users/' + params.user, { accountEnabled: n % 2 === 0 });
    const gate = async () => {
      log.output('at the gate');
      while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 20));
    };
    for (let n = 1; n <= 6; n++) {
      await step('write ' + n, async () => {
        await write(n);
        if (n === 3 && params.hold === 'inside') await gate();
        return n;
      });
      if (n === 3 && params.hold === 'between') await gate();
    }
    return 'all six';
  },
});
`;

let test_: TestSystem;
beforeAll(async () => {
  test_ = await startSystem();
  await test_.publish('six-writes', source);
});
afterAll(() => test_.stop());

/** Lets a job come to its gate, kills, opens the gate, and tells what the tenant saw and what the job became. */
async function killAtGate(hold: 'between' | 'inside', kill: () => void) {
  const { session, system } = test_;
  const { client, tenants } = session;
  await client.variables.put('gate', { value: 'shut' });
  const before = (await tenants.requests('main')).at(-1)?.id ?? 0;
  const name = await test_.startJob('six-writes', { user: system.demoLeaver, hold });
  for await (const event of client.jobs.follow(name)) {
    if (event.kind === 'stream' && event.record.streamText.startsWith('at the gate')) break;
  }
  kill();
  await until(async () => {
    await client.variables.put('gate', { value: 'open' });
    return true;
  });
  const job = await until(async () => {
    const now = await client.jobs.get(name);
    return ['Completed', 'Failed', 'Stopped'].includes(now.status) ? now : undefined;
  });
  const seen = await tenants.requests('main', { after: before });
  return {
    job,
    writes: seen.filter(({ method }) => method === 'PATCH').length,
    steps: (await client.jobs.steps(name)).map((step) => step.name),
    records: await recordsOf(name),
  };
}

async function recordsOf(name: string): Promise<JobRecord[]> {
  const records: JobRecord[] = [];
  for await (const event of test_.session.client.jobs.follow(name))
    if (event.kind === 'stream') records.push(event.record);
  return records;
}

const all = [1, 2, 3, 4, 5, 6].map((n) => `write ${n}`);

describe('killing the worker', () => {
  const kill = (): void => void process.kill(test_.system.pids().worker!, 'SIGKILL');

  test('between two steps loses nothing and repeats no recorded step', async () => {
    const { job, writes, steps } = await killAtGate('between', kill);
    expect([job.status, steps]).toEqual(['Completed', all]);
    expect(job.attempt).toBe(2);
    // Three before the kill, three after it: the tenant's own log says so.
    expect(writes).toBe(6);
  });

  test('inside a step repeats that step alone', async () => {
    const { job, writes, steps } = await killAtGate('inside', kill);
    expect([job.status, steps]).toEqual(['Completed', all]);
    expect(writes).toBe(7);
  });
});

describe('killing the control plane', () => {
  const kill = (): void => void process.kill(test_.system.pids().controlPlane!, 'SIGKILL');

  test('between two steps goes unnoticed by the job', async () => {
    const { job, writes, steps } = await killAtGate('between', kill);
    expect([job.status, steps, writes]).toEqual(['Completed', all, 6]);
    expect(job.attempt).toBe(1);
  });

  test('inside a step loses and repeats nothing', async () => {
    const { job, writes, steps } = await killAtGate('inside', kill);
    expect([job.status, steps, writes]).toEqual(['Completed', all, 6]);
  });
});

describe('killing PostgreSQL', () => {
  const kill = (): void => void process.kill(test_.system.pids().postgres!, 'SIGKILL');

  test('between two steps goes unnoticed by the job, and no record is lost or doubled', async () => {
    const { job, writes, steps, records } = await killAtGate('between', kill);
    expect([job.status, steps, writes]).toEqual(['Completed', all, 6]);
    expect(records.map(({ streamText }) => streamText.trim())).toEqual(['at the gate', 'all six']);
  });

  test('inside a step loses and repeats nothing', async () => {
    const { job, writes, steps } = await killAtGate('inside', kill);
    expect([job.status, steps, writes]).toEqual(['Completed', all, 6]);
  });
});

test('killing the tenant breaks no other part, and its state is there again', async () => {
  const { session, system } = test_;
  const before = await session.tenants.export('main');
  process.kill(system.pids().tenant!, 'SIGKILL');
  expect(await until(() => session.tenants.export('main'))).toEqual(before);
});

test('a stopped job makes no further call to the tenant', async () => {
  const { client, tenants } = test_.session;
  await client.variables.put('gate', { value: 'shut' });
  const name = await test_.startJob('six-writes', { user: test_.system.demoLeaver, hold: 'between' });
  for await (const event of client.jobs.follow(name)) {
    if (event.kind === 'stream' && event.record.streamText.startsWith('at the gate')) break;
  }
  const last = (await tenants.requests('main')).at(-1)?.id ?? 0;
  await client.jobs.stop(name);
  await client.variables.put('gate', { value: 'open' });
  const job = await test_.ended(name);
  expect(job.status).toBe('Stopped');
  expect(
    (await tenants.requests('main', { after: last })).filter(({ method }) => method === 'PATCH'),
  ).toEqual([]);
});
