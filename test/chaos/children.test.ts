import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Job } from '#client';

import { type TestSystem, startSystem, until } from '../system.ts';

let whole: TestSystem;
beforeAll(async () => {
  whole = await startSystem();
  const runbook = (run: string): string => `
    import { defineRunbook } from 'tenantry/runbook';
    import { z } from 'zod';
    export default defineRunbook({ parameters: z.object({}), ${run} });`;
  await whole.publish(
    'gated',
    runbook(`async run({ assets }) {
      while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 50));
      return 'through';
    }`),
  );
  await whole.publish(
    'parent',
    runbook(`async run({ runbooks, step, log, job }) {
      await step('before', () => log.output('once'));
      const [first, second] = await Promise.all([runbooks.run('gated'), runbooks.run('gated')]);
      return [first, second].join(' and ') + (job.attempt > 1 ? ', again' : '');
    }`),
  );
});
afterAll(() => whole.stop());

const childrenOf = (name: string): Promise<Job[]> =>
  Array.fromAsync(whole.session.client.jobs.list({ parent: name }));

async function running(): Promise<string> {
  const { client } = whole.session;
  await client.variables.put('gate', { value: 'shut', isEncrypted: false });
  const name = await whole.startJob('parent');
  await until(async () => {
    const children = await childrenOf(name);
    return children.length === 2 && children.every(({ status }) => status === 'Running') ? true : undefined;
  });
  return name;
}

async function openGate(name: string): Promise<{ job: Job; output: string; children: Job[] }> {
  const { client } = whole.session;
  await until(() => client.variables.put('gate', { value: 'open', isEncrypted: false }));
  const job = await until(async () => {
    const now = await client.jobs.get(name);
    return ['Completed', 'Failed', 'Stopped'].includes(now.status) ? now : undefined;
  });
  return { job, output: await client.jobs.output(name), children: await childrenOf(name) };
}

const outcome = 'once\r\nthrough and through, again\r\n';

test('a worker that is killed under a parent and its children: each child was started once, and no step is done twice', async () => {
  const name = await running();
  const before = await childrenOf(name);
  process.kill(whole.system.pids().worker!, 'SIGKILL');
  const { job, output, children } = await openGate(name);
  expect([job.status, output]).toEqual(['Completed', outcome]);
  expect(children.map(({ jobId, status }) => [jobId, status])).toEqual(
    before.map(({ jobId }) => [jobId, 'Completed']),
  );
});

test('a parent whose process has ended to wait shows as running, and outlives the control plane', async () => {
  const { client } = whole.session;
  const name = await running();
  await until(async () =>
    (await client.jobs.get(name)).statusDetails === 'WaitingForJobs' ? true : undefined,
  );
  expect((await client.jobs.get(name)).status).toBe('Running');
  expect((await Array.fromAsync(client.jobs.list({ status: 'Running' }))).map((job) => job.name)).toContain(
    name,
  );
  process.kill(whole.system.pids().controlPlane!, 'SIGKILL');
  const { job, output, children } = await openGate(name);
  expect([job.status, job.attempt, output]).toEqual(['Completed', 2, outcome]);
  expect(children.map(({ status }) => status)).toEqual(['Completed', 'Completed']);
});

test('stopped while nobody has it, a parent takes its children along', async () => {
  const { client } = whole.session;
  const name = await running();
  await until(async () =>
    (await client.jobs.get(name)).statusDetails === 'WaitingForJobs' ? true : undefined,
  );
  await client.jobs.stop(name);
  expect((await client.jobs.get(name)).status).toBe('Stopped');
  const children = await childrenOf(name);
  for (const child of children) expect((await whole.ended(child.name)).status).toBe('Stopped');
});
