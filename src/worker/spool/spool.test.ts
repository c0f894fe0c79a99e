import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { problem, silentLogger } from '#kernel';
import type { AttemptRef, Claim, StepRecord, StreamRecord, WorkerLink } from '#worker-link';

import { type SpooledLink, createSpooledLink } from './spooled-link.ts';

const attempt: AttemptRef = { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 1 };
const key = Buffer.alloc(32, 7);
const record = (sequence: number, text = `line ${sequence}`): StreamRecord => ({
  sequence,
  stream: 'Output',
  text,
  time: '2026-11-26T06:00:00Z',
});

/** A control plane behind a network that the test breaks and mends. */
interface Far {
  readonly link: WorkerLink;
  readonly heard: (StreamRecord | StepRecord | string)[];
  cut(): void;
  mend(): void;
  /** Refuses whatever comes. */
  stale: boolean;
}

function far(): Far {
  let way = Promise.resolve();
  let open = (): void => {};
  const pass = async (...what: Far['heard']): Promise<void> => {
    await way;
    if (plane.stale) throw problem('StaleAttempt', { job: attempt.jobId, number: 1 });
    plane.heard.push(...what);
  };
  const plane: Far = {
    heard: [],
    stale: false,
    cut() {
      const gate = Promise.withResolvers<void>();
      [way, open] = [gate.promise, gate.resolve];
    },
    mend: () => open(),
    link: {
      claim: async () => ({ kind: 'job', attempt }) as Claim,
      appendStreams: (_attempt: AttemptRef, records: readonly StreamRecord[]) => pass(...records),
      recordStep: (_attempt: AttemptRef, step: StepRecord) => pass(step),
      end: () => pass('end'),
      release: () => pass('release'),
    } as unknown as WorkerLink,
  };
  return plane;
}

let directory: string;
let plane: Far;
const open: SpooledLink[] = [];
const spooled = async (mostBytes?: number): Promise<SpooledLink> => {
  const made = await createSpooledLink({
    link: plane.link,
    directory,
    key,
    logger: silentLogger,
    ...(mostBytes !== undefined && { mostBytes }),
  });
  open.push(made);
  return made;
};
const claim = (link: SpooledLink) => link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 0 });
const completed = { status: 'Completed', durationMilliseconds: 1 } as const;
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let done = false;
  void promise.then(
    () => (done = true),
    () => (done = true),
  );
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  return done;
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tenantry-spool-'));
  plane = far();
});
afterEach(() => {
  for (const link of open.splice(0)) link.close();
  plane.mend();
  rmSync(directory, { recursive: true, force: true });
});

test('while the network is broken records wait on the disk, sealed; then all come, each once and in order', async () => {
  const link = await spooled();
  await claim(link);
  plane.cut();
  for (let at = 0; at < 300; at += 1) await link.appendStreams(attempt, [record(at + 1, `secret ${at}`)]);
  const step = link.recordStep(attempt, { name: 'one', result: { password: 'hunter2' } });
  const end = link.end(attempt, completed);
  expect([await settled(step), await settled(end), plane.heard]).toEqual([false, false, []]);
  const kept = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
  expect(kept.join('').length).toBeGreaterThan(300 * 40);
  expect(kept.join('')).not.toMatch(/secret|hunter2|password/);
  plane.mend();
  await Promise.all([step, end]);
  expect(plane.heard).toEqual([
    ...Array.from({ length: 300 }, (_, at) => record(at + 1, `secret ${at}`)),
    { name: 'one', result: { password: 'hunter2' } },
    'end',
  ]);
  expect(readdirSync(directory)).toEqual([]);
});

test('at the bound a job is held back, and nothing of it is lost', async () => {
  const link = await spooled(20_000);
  await claim(link);
  plane.cut();
  const text = 'x'.repeat(3_000);
  const adding = Array.from({ length: 20 }, (_, at) => link.appendStreams(attempt, [record(at + 1, text)]));
  await adding[0];
  expect(await settled(adding[19]!)).toBe(false);
  const onDisk = readdirSync(directory).map((name) => readFileSync(join(directory, name)).length);
  expect(onDisk.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(20_000);
  plane.mend();
  await Promise.all(adding);
  await link.end(attempt, completed);
  expect(plane.heard.slice(0, -1).map((each) => (each as StreamRecord).sequence)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
});

test('what an earlier start left is told before its attempt is given back, and before new work is taken', async () => {
  const before = await spooled();
  await claim(before);
  plane.cut();
  await before.appendStreams(attempt, [record(1)]);
  const lost = before.recordStep(attempt, { name: 'paid', result: 1 });
  lost.catch(() => {});
  await settled(lost);
  // Its process dies here: the control plane hears nothing more of it.
  plane = far();
  const after = await spooled();
  await claim(after);
  expect(plane.heard).toEqual([record(1), { name: 'paid', result: 1 }, 'release']);
});

test('an attempt that does not count any more is told so, and leaves no files', async () => {
  const link = await spooled();
  await claim(link);
  plane.stale = true;
  await link.appendStreams(attempt, [record(1)]).catch(() => {});
  await expect(link.recordStep(attempt, { name: 'late', result: 1 })).rejects.toMatchObject({
    code: 'StaleAttempt',
  });
  await expect(link.appendStreams(attempt, [record(2)])).rejects.toMatchObject({ code: 'StaleAttempt' });
  await expect(link.end(attempt, completed)).rejects.toMatchObject({ code: 'StaleAttempt' });
  expect(readdirSync(directory)).toEqual([]);
});
