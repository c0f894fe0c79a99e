/**
 * How soon a job goes on after its process or its worker was killed, and how soon a stopped job makes its last call to
 * the tenant. The reference, a bare `node -e 0`, tells how fast this machine is today.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { delay, newId } from '#kernel';

import { type TestSystem, startSystem } from '../test/system.ts';
import { type GroupWorker, joinGroup } from './group-worker.ts';
import { type Measurement, atMost, timed } from './measurement.ts';

const [hostRounds, workerRounds, stopRounds] = [10, 3, 100];

/** Tells each attempt when it begins, and calls the tenant as fast as it can until it is stopped or killed. */
const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ diesOnce: z.boolean().default(false) }),
  async run({ params, graph, job, log }) {
    log.output('attempt ' + job.attempt);
    if (params.diesOnce && job.attempt === 1) process.kill(process.pid, 'SIGKILL');
    if (params.diesOnce) return;
    for (;;) await graph.get('/organization');
  },
});
`;

export async function measure(): Promise<Measurement[]> {
  const system = await startSystem({ workers: {} });
  try {
    await system.publish('caller', source);
    const bare: number[] = [];
    const repeat = async (rounds: number, round: () => Promise<number>): Promise<number[]> => {
      const times: number[] = [];
      for (let at = 0; at < rounds; at += 1) {
        times.push(await round());
        bare.push(await timed(() => once(spawn(process.execPath, ['-e', '0']), 'exit')));
      }
      return times;
    };
    const host = await repeat(hostRounds, () => hostKilled(system));
    const stop = await repeat(stopRounds, () => lastCallAfterStop(system));
    const worker = await repeat(workerRounds, () => workerKilled(system));
    const service = await joinedWorkerKilled(system, repeat, 'as-a-service', {}, startedAgain);
    const machine = await joinedWorkerKilled(system, repeat, 'for-good', { silenceSeconds: 10 }, another);
    const reference = '(reference: node -e 0)';
    return [
      atMost(`process of a job killed → the job goes on, worst ${reference}`, host, bare, 1, 2_000),
      atMost(`worker killed → its job goes on, worst ${reference}`, worker, bare, 1, 15_000),
      atMost(
        `worker of a group killed, its service starts it → its job goes on, worst ${reference}`,
        service,
        bare,
        1,
        15_000,
      ),
      atMost(
        `worker of a group gone for good (--silence 10) → its job goes on elsewhere, worst ${reference}`,
        machine,
        bare,
        1,
        15_000,
      ),
      atMost(`stop requested → last call to the tenant, p95 ${reference}`, stop, bare, 0.95, 500),
    ];
  } finally {
    await system.stop();
  }
}

async function hostKilled(system: TestSystem): Promise<number> {
  const name = await system.startJob('caller', { diesOnce: 'true' });
  const began = [await attemptBegan(system, name, 1), await attemptBegan(system, name, 2)] as const;
  return began[1] - began[0];
}

async function workerKilled(system: TestSystem): Promise<number> {
  const name = await system.startJob('caller');
  await attemptBegan(system, name, 1);
  const killed = Date.now();
  process.kill(system.system.pids().worker!, 'SIGKILL');
  const took = (await attemptBegan(system, name, 2)) - killed;
  await system.session.client.jobs.stop(name);
  await system.ended(name);
  return took;
}

type Repeat = (rounds: number, round: () => Promise<number>) => Promise<number[]>;

/** systemd's pause in the unit that `tenantry worker install-service` writes. */
const servicePause = 3_000;

/** What becomes of a worker that was killed; resolves with the one that is there then. */
const startedAgain = async (killed: GroupWorker): Promise<GroupWorker> => {
  await delay(servicePause);
  killed.run();
  return killed;
};
const another = async (killed: GroupWorker, join: () => Promise<GroupWorker>): Promise<GroupWorker> => {
  await killed.stop();
  return join();
};

async function joinedWorkerKilled(
  system: TestSystem,
  repeat: Repeat,
  group: string,
  settings: { readonly silenceSeconds?: number },
  then: (killed: GroupWorker, join: () => Promise<GroupWorker>) => Promise<GroupWorker>,
): Promise<number[]> {
  const { jobs, workerGroups } = system.session.client;
  await workerGroups.put(group, settings);
  const join = () => joinGroup(system, group, newId());
  let worker = await join();
  const times = await repeat(workerRounds, async () => {
    const name = newId();
    await jobs.create(name, { runbook: 'caller', parameters: {}, runOn: group });
    await attemptBegan(system, name, 1);
    const killed = await worker.kill();
    const next = then(worker, join);
    const took = (await attemptBegan(system, name, 2)) - killed;
    worker = await next;
    await jobs.stop(name);
    await system.ended(name);
    return took;
  });
  await worker.stop();
  return times;
}

async function lastCallAfterStop({ session, ...system }: TestSystem): Promise<number> {
  const before = (await session.tenants.requests('main')).at(-1)?.id ?? 0;
  const name = await system.startJob('caller');
  // It is in the middle of its calls, not before the first of them.
  for (let seen = 0; seen < 10;) seen = (await session.tenants.requests('main', { after: before })).length;
  const asked = Date.now();
  await session.client.jobs.stop(name);
  await system.ended(name);
  const last = (await session.tenants.requests('main')).at(-1)!;
  return Math.max(0, Date.parse(last.time) - asked);
}

/** When the attempt wrote its first line, in milliseconds of the clock. */
async function attemptBegan({ session }: TestSystem, name: string, attempt: number): Promise<number> {
  for await (const event of session.client.jobs.follow(name))
    if (event.kind === 'stream' && event.record.streamText.trim() === `attempt ${attempt}`)
      return Date.parse(event.record.time);
  throw new Error(`job ${name} ended before attempt ${attempt} began`);
}
