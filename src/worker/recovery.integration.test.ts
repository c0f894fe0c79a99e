import { afterEach, expect, test } from 'vitest';

import { hostProcess } from './hosts/process-facts.ts';
import { boundaryOf } from './isolation/boundary.ts';
import { findProgram } from './isolation/bubblewrap.ts';
import type { Checkpoint, ReachCheckpoint } from './jobs/context.ts';
import { createMemoryLink } from './testing/memory-link.ts';
import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

const open: Workshop[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((workshop) => workshop.close()));
});

async function workshopWith(checkpoint: ReachCheckpoint): Promise<Workshop> {
  const workshop = await openWorkshop({ checkpoint });
  open.push(workshop);
  return workshop;
}

const threeSteps = `
  for (const name of ['one', 'two', 'three']) {
    await step(name, async () => {
      log.output(\`did \${name}\`);
      return name;
    });
  }
  log.output(\`attempt \${job.attempt}\`);
`;

/** Kills the host's own process, from outside, once, when the point is reached in the step. */
function killAt(point: Checkpoint, where: string, times = 1): ReachCheckpoint {
  let left = times;
  return async (name, { hostPid, step }) => {
    if (name !== point || step !== where || left === 0) return;
    left -= 1;
    process.kill(hostProcess(hostPid, boundaryOf(findProgram('bwrap'))), 'SIGKILL');
  };
}

test.each([
  ['before-step-recorded', 'two', ['did one', 'did two', 'did three']],
  ['step-recorded', 'two', ['did one', 'did two', 'did three']],
] as const)(
  'a host killed at %s resumes after its last recorded step, which never runs again',
  async (point, step, did) => {
    const { link } = await workshopWith(killAt(point, step));
    const id = link.start(await artifactOf(threeSteps));
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(link.job(id).journal.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    expect(link.job(id).released).toEqual(['the host was killed by signal SIGKILL']);
    expect(texts(link, id)).toEqual([...did, 'attempt 2']);
  },
);

/** The step `two` of the first attempts hangs until it is killed. */
const hangsInStep = (attempts: number): string => `
  await step('one', () => log.output('did one'));
  await step('two', async () => {
    log.output('began two');
    if (job.attempt <= ${attempts}) await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
  log.output(\`attempt \${job.attempt}\`);
`;

test('a host killed inside a step does that step again, and no other', async () => {
  const { link } = await workshopWith(killAt('inside-step', 'two'));
  const id = link.start(await artifactOf(hangsInStep(1)));
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  const outputs = texts(link, id);
  expect(outputs.filter((text) => text === 'did one')).toHaveLength(1);
  expect(outputs.slice(-2)).toEqual(['began two', 'attempt 2']);
});

test('a job whose host is killed three times in a row fails with the signal', async () => {
  const { link } = await workshopWith(killAt('inside-step', 'two', 9));
  const id = link.start(await artifactOf(hangsInStep(9)));
  expect(await link.end(id)).toMatchObject({
    status: 'Failed',
    signal: 'SIGKILL',
    exception: expect.stringContaining('killed 3 times in a row'),
  });
  expect(link.job(id).attempt).toBe(3);
});

test('a runbook that needs more memory than the limit fails and says so, and the worker lives', async () => {
  const { link } = await workshopWith(async () => {});
  const hungry = await artifactOf(`
    const kept = [];
    for (let index = 0; index < 64; index += 1) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
    return kept.length;
  `);
  const id = link.start(hungry);
  const { status, exception } = await link.end(id);
  expect(status).toBe('Failed');
  expect(exception).toMatch(/memory|allocation|killed/i);
  const next = link.start(await artifactOf(`return 'fine'`));
  expect(await link.end(next)).toMatchObject({ status: 'Completed' });
});

test('a stale attempt writes nothing more and its host is ended', async () => {
  const link = createMemoryLink();
  const pids: number[] = [];
  const first = await openWorkshop({
    link,
    heartbeatMilliseconds: 50,
    checkpoint: async (_name, { hostPid }) => void pids.push(hostPid),
  });
  open.push(first);
  const artifact = await artifactOf(`
    log.output(\`attempt \${job.attempt}\`);
    if (job.attempt > 1) return;
    for (;;) { await new Promise((resolve) => setTimeout(resolve, 5)); log.output('again'); }
  `);
  const id = link.start(artifact);
  await expect.poll(() => texts(link, id)[0]).toBe('attempt 1');
  link.reclaim(id);
  open.push(await openWorkshop({ link }));
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  const { streams } = link.job(id);
  const second = streams.findIndex(({ attempt }) => attempt === 2);
  expect(streams.slice(second).every(({ attempt }) => attempt === 2)).toBe(true);
  await expect.poll(() => alive(pids[0]!)).toBe(false);
});

test.skipIf(findProgram('bwrap') === undefined)(
  'a control plane that is away for longer than a lease goes unnoticed by the job, which is held meanwhile',
  async () => {
    const link = createMemoryLink();
    open.push(await openWorkshop({ link, heartbeatMilliseconds: 50, leaseMilliseconds: 100 }));
    const id = link.start(
      await artifactOf(`
    await step('before', () => log.output('before'));
    while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 20));
    const answer = await fetch('https://graph.microsoft.com/v1.0/me').then((each) => each.status, () => 'refused');
    log.output(\`after, attempt \${job.attempt}: \${answer}\`);
  `),
    );
    link.variables.set('gate', 'shut');
    await expect.poll(() => link.job(id).journal).toHaveLength(1);
    const held = Promise.withResolvers<void>();
    let unanswered = 0;
    link.outage = (method) => {
      if (method !== 'heartbeat') return;
      unanswered += 1;
      if (unanswered === 10) held.resolve();
      throw new Error('the control plane is away');
    };
    await held.promise;
    link.outage = () => {};
    link.variables.set('gate', 'open');
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    // Nobody listens where the tenant would be: the gateway let it out, and says so.
    expect(texts(link, id)).toEqual(['before', 'after, attempt 1: 502']);
  },
);

test('a worker that stops gives its jobs back, and they go on where they were', async () => {
  const link = createMemoryLink();
  const first = await openWorkshop({ link });
  const id = link.start(
    await artifactOf(`
    await step('before', () => log.output('before'));
    if (job.attempt === 1) await new Promise((resolve) => setTimeout(resolve, 60_000));
    return 'after';
  `),
  );
  await expect.poll(() => link.job(id).journal).toHaveLength(1);
  await first.close();
  expect(link.job(id).released).toEqual(['the worker stopped']);
  open.push(await openWorkshop({ link }));
  expect(await link.end(id)).toMatchObject({ status: 'Completed' });
  expect(texts(link, id)).toEqual(['before', 'after']);
});

test('a worker leaves though the control plane is gone for good, and takes nothing back', async () => {
  const link = createMemoryLink();
  const workshop = await openWorkshop({ link });
  const id = link.start(
    await artifactOf(`
    log.output('running');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  `),
  );
  await expect.poll(() => texts(link, id)).toEqual(['running']);
  link.release = () => new Promise(() => {});
  await workshop.close();
  expect(link.job(id).released).toEqual([]);
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
