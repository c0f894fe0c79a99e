import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { silentLogger } from '#kernel';
import type { StreamRecord } from '#worker-link';

import { attemptName, openAttemptSpool } from './attempt-spool.ts';
import { createBudget } from './budget.ts';
import { openSpoolFile, readEntries } from './spool-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tenantry-attempt-spool-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const record = (sequence: number): StreamRecord => ({
  sequence,
  stream: 'Output',
  text: `line ${sequence}`,
  time: '2026-11-26T06:00:00Z',
});

/** What lies on the disk. */
const bytes = (): number =>
  readdirSync(directory).reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);

test('what comes while the file is emptied of what was sent is on the disk all the same', async () => {
  let gate = Promise.withResolvers<void>();
  let heard = 0;
  const spool = await openAttemptSpool({
    link: {
      async appendStreams(_attempt, records) {
        await gate.promise;
        heard += records.length;
      },
      appendCalls: () => Promise.reject(new Error('not asked for')),
      recordStep: () => Promise.reject(new Error('not asked for')),
    },
    attempt: { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 1 },
    directory,
    key: Buffer.alloc(32, 7),
    budget: createBudget(1_000_000),
    logger: silentLogger,
    signal: new AbortController().signal,
  });
  const rounds = 200;
  for (let round = 0; round < rounds; round += 1) {
    gate.resolve();
    await spool.deliver({ streams: [record(2 * round + 1)] });
    gate = Promise.withResolvers();
    await spool.add({ streams: [record(2 * round + 2)] });
    // What is thrown away of the one before has had its time.
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect([round, bytes() > 0]).toEqual([round, true]);
    gate.resolve();
    await spool.drained();
  }
  await spool.close();
  expect([heard, bytes()]).toEqual([2 * rounds, 0]);
});

test('while the disk is full the job waits; nothing is lost, and whoever reads the file finds all of it', async () => {
  const attempt = { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 1 };
  const key = Buffer.alloc(32, 7);
  const gate = Promise.withResolvers<void>();
  const heard: StreamRecord[] = [];
  let room = 400;
  const told: string[] = [];
  const spool = await openAttemptSpool({
    link: {
      async appendStreams(_attempt, records) {
        await gate.promise;
        heard.push(...records);
      },
      appendCalls: () => Promise.reject(new Error('not asked for')),
      recordStep: () => Promise.reject(new Error('not asked for')),
    },
    attempt,
    directory,
    key,
    budget: createBudget(1_000_000),
    logger: { ...silentLogger, warn: (message) => void told.push(message) },
    signal: new AbortController().signal,
    async open(path) {
      const file = await openSpoolFile(path);
      const really = file.write.bind(file) as (...args: [Buffer, number, number, number]) => unknown;
      return Object.assign(file, {
        async write(from: Buffer, at: number, length: number, position: number) {
          const fits = Math.min(length, room - position);
          if (fits <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          return really(from, at, fits, position);
        },
      });
    },
  });
  const lines = Array.from({ length: 20 }, (_, at) => record(at + 1));
  let done = 0;
  const adding = lines.map((line) => spool.add({ streams: [line] }).then(() => (done += 1)));
  await expect.poll(() => told, { timeout: 20_000 }).toHaveLength(1);
  expect([done > 0, done < 20, bytes()]).toEqual([true, true, 400]);
  room = Infinity;
  await Promise.all(adding);
  const [path] = readdirSync(directory);
  expect(await readEntries(join(directory, path!), key, attemptName(attempt))).toHaveLength(20);
  gate.resolve();
  await spool.drained();
  expect(heard).toEqual(lines);
  await spool.close();
});
