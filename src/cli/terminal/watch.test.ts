import { PassThrough } from 'node:stream';

import { expect, test } from 'vitest';

import type { Job, JobEvent, JobRecord, Jobs, StreamType } from '#client';

import { createTerminal } from './terminal.ts';
import { watchJob } from './watch.ts';

const job = (status: Job['status']): Job =>
  ({
    name: 'j',
    status,
    runbook: { name: 'offboard-user' },
    startTime: '2026-01-01T10:00:00Z',
    endTime: '2026-01-01T10:00:02.500Z',
  }) as Job;
const stream = (streamType: StreamType, streamText: string): JobEvent => ({
  kind: 'stream',
  record: { streamType, streamText, time: '2026-01-01T10:00:01Z' } as JobRecord,
});
const events: readonly JobEvent[] = [
  { kind: 'status', status: 'Running', exception: null },
  stream('Progress', 'half done'),
  { kind: 'step', step: { name: 'disable', attempt: 1, recordedAt: '2026-01-01T10:00:01Z' } },
  stream('Output', '{"done":true}\r\n'),
  stream('Information', 'printed by Write-Host'),
  stream('Warning', 'mind\u001B[2J the gap'),
  { kind: 'status', status: 'Completed', exception: null },
];
const jobs = {
  async *follow() {
    yield* events;
  },
  get: async () => job('Completed'),
} as unknown as Jobs;

async function watched(json: boolean): Promise<{ out: string; said: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = createTerminal({ stdin: new PassThrough(), stdout, stderr }, { quiet: json });
  await watchJob(jobs, 'j', { terminal, json });
  return { out: all(stdout), said: all(stderr) };
}

function all(stream: PassThrough): string {
  let text = '';
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
  return text;
}

test('what a runbook returns goes to stdout as it is, everything else to stderr', async () => {
  const { out, said } = await watched(false);
  expect(out).toBe('{"done":true}\n');
  expect(said).toMatch(/10:00:01 {2}Progress {2}half done/);
  expect(said).toMatch(/✔ Step +disable/);
  expect(said).toMatch(/Info {6}printed by Write-Host/);
  expect(said).toContain('✔ offboard-user: Completed after 2.5 s');
});

test('a stream cannot steer the terminal', async () => {
  const { said } = await watched(false);
  expect(said).not.toContain('\u001B');
  expect(said).toContain('the gap');
});

test('with --json every event is one line of JSON, and nobody talks', async () => {
  const { out, said } = await watched(true);
  expect(said).toBe('');
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind),
  ).toEqual(events.map(({ kind }) => kind));
});

test('without a terminal it collects what happened', async () => {
  const { job, records, steps } = await watchJob(jobs, 'j');
  expect([job.status, records.length, steps.length]).toEqual(['Completed', 4, 1]);
});
