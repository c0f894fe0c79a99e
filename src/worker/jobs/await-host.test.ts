import { expect, test, vi } from 'vitest';

import { problem, silentLogger } from '#kernel';
import type { JobEnd, WorkerLink } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import { awaitHost } from './await-host.ts';

const attempt = { jobId: 'job', number: 1 };

function waiting(take: (signal: AbortSignal) => Promise<Host>, deaths = new Map<string, number>()) {
  const ends: JobEnd[] = [];
  const released: string[] = [];
  const link = {
    end: async (_attempt: unknown, end: JobEnd) => void ends.push(end),
    release: async (_attempt: unknown, reason: string) => void released.push(reason),
    heartbeat: async () => ({ command: 'continue' as const }),
  } as unknown as WorkerLink;
  const context = {
    link,
    logger: silentLogger,
    heartbeatMilliseconds: 10_000,
    leaseMilliseconds: 10_000,
    deaths,
  };
  return { ends, released, job: awaitHost({ attempt }, take, context) };
}
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(problem('WorkerStopped')), { once: true });
  });

test('a job that is stopped while it waits for a host ends as Stopped', async () => {
  const { job, ends } = waiting(untilAborted);
  job.stop();
  expect(await job.host).toBeUndefined();
  expect(ends).toMatchObject([{ status: 'Stopped' }]);
});

test('a host that comes after the stop is taken down and runs nothing', async () => {
  const coming = Promise.withResolvers<Host>();
  const { job, ends } = waiting(() => coming.promise);
  job.stop();
  const destroy = vi.fn(async () => ({}));
  coming.resolve({ destroy } as unknown as Host);
  expect(await job.host).toBeUndefined();
  expect(destroy).toHaveBeenCalledOnce();
  expect(ends).toMatchObject([{ status: 'Stopped' }]);
});

test('a job that is given up while it waits writes nothing', async () => {
  const { job, ends, released } = waiting(untilAborted);
  job.abandon();
  expect(await job.host).toBeUndefined();
  expect([...ends, ...released]).toEqual([]);
});

test('where hosts do not start, the job goes back twice and then fails with the reason', async () => {
  const deaths = new Map<string, number>();
  const noHost = () => Promise.reject(problem('HostNotReady', { reason: 'no memory' }));
  const tries = [waiting(noHost, deaths), waiting(noHost, deaths), waiting(noHost, deaths)];
  await Promise.all(tries.map(({ job }) => job.host));
  expect(tries.map(({ released }) => released.length)).toEqual([1, 1, 0]);
  expect(tries[2]!.ends).toMatchObject([
    { status: 'Failed', exception: expect.stringContaining('no memory') },
  ]);
});

test('a job whose language is missing fails at once with what to install', async () => {
  const missing = problem('LanguageMissing', {
    language: 'Python 3',
    reason: 'python3 was not found',
    remedy: 'Install it.',
  });
  const { job, ends } = waiting(() => Promise.reject(missing));
  await job.host;
  expect(ends).toMatchObject([
    { status: 'Failed', exception: expect.stringMatching(/cannot run Python 3.*Install it\.$/) },
  ]);
});
