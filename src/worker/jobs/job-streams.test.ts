import { expect, test } from 'vitest';

import { manualClock, problem, silentLogger } from '#kernel';
import { createRedactor } from '#redaction';
import type { StreamRecord, WorkerLink } from '#worker-link';

import { createAttemptWrites } from './attempt-writes.ts';
import { createJobStreams } from './job-streams.ts';
import { mostItems } from './shipment.ts';

const attempt = { jobId: 'a0a0a0a0-0000-4000-8000-000000000001', number: 1 };
const time = '2026-11-26T06:00:00.000Z';

function streamsTo(appendStreams: WorkerLink['appendStreams']) {
  return createJobStreams({
    attempt,
    link: { appendStreams } as WorkerLink,
    writes: createAttemptWrites(attempt, silentLogger, () => {}),
    redactor: createRedactor(),
    clock: manualClock(0),
    onSent: () => {},
  });
}

test('a batch that came too early is sent once more when the one before it is kept', async () => {
  const kept: number[] = [];
  const tries: string[] = [];
  const first = Promise.withResolvers<void>();
  const streams = streamsTo(async (_attempt, records: readonly StreamRecord[], following) => {
    tries.push(`${records[0]!.sequence} ${following ?? 'alone'}`);
    if (following !== undefined) {
      first.resolve();
      throw problem('RecordsTooEarly', { job: attempt.jobId, number: records[0]!.sequence });
    }
    await first.promise;
    kept.push(...records.map(({ sequence }) => sequence));
  });
  const many = 2 * mostItems;
  for (let at = 0; at < many; at += 1) streams.add({ stream: 'Output', text: `line ${at}`, time });
  await streams.flush();
  expect(tries).toEqual(['1 alone', `${mostItems + 1} following`, `${mostItems + 1} alone`]);
  expect(kept).toEqual(Array.from({ length: many }, (_, at) => at + 1));
});

test('the runbook waits for many records, and for few that are large, whether in their texts or in their values', async () => {
  const gate = Promise.withResolvers<void>();
  const large = 'x'.repeat(900_000);
  for (const record of [
    { text: large },
    { text: 'short', value: { of: [large] } },
    { text: 'short', value: Array.from({ length: 900 }, () => large.slice(0, 1_000)) },
  ]) {
    const streams = streamsTo(() => gate.promise);
    expect(streams.fullness).toBe(0);
    for (let at = 0; at < 30; at += 1) streams.add({ stream: 'Output', time, ...record });
    expect(streams.fullness).toBeGreaterThan(1);
    streams.sift();
    expect(streams.fullness).toBeGreaterThan(1);
  }
  const streams = streamsTo(() => gate.promise);
  for (let at = 0; at < 7_501; at += 1) streams.add({ stream: 'Output', text: 'x', time });
  expect(streams.fullness).toBeGreaterThan(1);
});
