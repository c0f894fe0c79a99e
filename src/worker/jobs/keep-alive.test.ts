import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { monotonicNow, problem, silentLogger } from '#kernel';

import { keepAlive, longestHoldMilliseconds } from './keep-alive.ts';

/** What the queue waits for before it gives a job away (`queue`, heartbeatSeconds). */
const queueWaits = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function kept(
  heartbeat: () => Promise<{ command: 'continue' }>,
  leaseSeconds?: number,
  canHold = false,
  confirmedAt?: number,
) {
  const lost = vi.fn();
  const alive = keepAlive({
    attempt: { jobId: 'job', number: 1 },
    leaseSeconds,
    confirmedAt,
    context: {
      link: { heartbeat } as never,
      logger: silentLogger,
      heartbeatMilliseconds: 3_000,
      leaseMilliseconds: 9_500,
    },
    canHold,
    onStop: () => {},
    onLost: lost,
    peakMemory: () => undefined,
  });
  return { alive, lost };
}

test('an attempt whose heartbeats are answered goes on', async () => {
  const { alive, lost } = kept(async () => ({ command: 'continue' }));
  await vi.advanceTimersByTimeAsync(10 * queueWaits);
  expect([lost.mock.calls.length, alive.mayCall()]).toEqual([0, true]);
  alive.end();
});

test('cut off from the control plane it ends before the queue gives the job away, whenever the last heartbeat was', async () => {
  let answers = true;
  const { alive, lost } = kept(() =>
    answers
      ? Promise.resolve({ command: 'continue' })
      : Promise.reject(problem('LinkBroken', { status: 502, detail: '' })),
  );
  await vi.advanceTimersByTimeAsync(3_001);
  answers = false;
  await vi.advanceTimersByTimeAsync(queueWaits - 3_001);
  expect([lost.mock.calls.length, alive.mayCall()]).toEqual([0, true]);
  await vi.advanceTimersByTimeAsync(3_000 - 1);
  expect([lost.mock.calls.length, alive.mayCall()]).toEqual([1, false]);
  alive.end();
});

test('a heartbeat that is neither answered nor refused keeps nothing', async () => {
  const { alive, lost } = kept(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(queueWaits - 1);
  expect([lost.mock.calls.length, alive.mayCall()]).toEqual([1, false]);
  alive.end();
});

test('what its claim says of the lease counts where it is less than the worker goes on anyway', async () => {
  const [brief, long] = [kept(() => new Promise(() => {}), 5), kept(() => new Promise(() => {}), 60)];
  await vi.advanceTimersByTimeAsync(5_000 - 1);
  expect([brief.lost.mock.calls.length, long.lost.mock.calls.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(queueWaits - 5_000);
  expect(long.lost).toHaveBeenCalledOnce();
  brief.alive.end();
  long.alive.end();
});

test('an attempt that has ended is not lost later', async () => {
  const { alive, lost } = kept(() => new Promise(() => {}));
  alive.end();
  await vi.advanceTimersByTimeAsync(2 * queueWaits);
  expect(lost).not.toHaveBeenCalled();
});

test('an attempt that can be held waits through an outage, and goes on when its heartbeat is answered', async () => {
  let answered = Promise.withResolvers<void>();
  const heartbeat = vi.fn(async () => {
    await answered.promise;
    return { command: 'continue' as const };
  });
  const { alive, lost } = kept(heartbeat, undefined, true);
  await vi.advanceTimersByTimeAsync(3 * queueWaits);
  const call = alive.mayCall();
  expect([lost.mock.calls.length, heartbeat.mock.calls.length, call]).toEqual([0, 1, expect.any(Promise)]);
  // The one question is answered that was asked before; that makes it ask again, and only this answer counts.
  const asked = answered;
  answered = Promise.withResolvers();
  asked.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect([heartbeat.mock.calls.length, alive.mayCall()]).toEqual([2, expect.any(Promise)]);
  answered.resolve();
  expect([await call, alive.mayCall(), lost.mock.calls.length]).toEqual([true, true, 0]);
  alive.end();
});

test('what is held is ended, and calls nobody any more, once another attempt began or nobody has answered for long', async () => {
  const refused = Promise.withResolvers<void>();
  const known = kept(
    async () => {
      await refused.promise;
      throw problem('StaleAttempt', { job: 'job', number: 1 });
    },
    undefined,
    true,
  );
  const alone = kept(() => new Promise(() => {}), undefined, true);
  await vi.advanceTimersByTimeAsync(queueWaits);
  const calls = [known.alive.mayCall(), alone.alive.mayCall()];
  refused.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect([known.lost.mock.calls.length, alone.lost.mock.calls.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(longestHoldMilliseconds);
  expect(alone.lost).toHaveBeenCalledOnce();
  expect(await Promise.all(calls)).toEqual([false, false]);
  expect([known.alive.mayCall(), alone.alive.mayCall()]).toEqual([false, false]);
});

test('what was not confirmed while it waited for a host calls nobody until it is', async () => {
  const long = monotonicNow() - queueWaits;
  const answered = Promise.withResolvers<void>();
  const heartbeat = async () => {
    await answered.promise;
    return { command: 'continue' as const };
  };
  const { alive, lost } = kept(heartbeat, undefined, true, long);
  const call = alive.mayCall();
  expect(call).toBeInstanceOf(Promise);
  answered.resolve();
  expect(await call).toBe(true);
  expect([alive.confirmedAt() > long, lost.mock.calls.length]).toEqual([true, 0]);
  alive.end();
  const plain = kept(() => new Promise(() => {}), undefined, false, long);
  await vi.advanceTimersByTimeAsync(0);
  expect([plain.lost.mock.calls.length, plain.alive.mayCall()]).toEqual([1, false]);
});
