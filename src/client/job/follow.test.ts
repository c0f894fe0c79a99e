import { expect, test } from 'vitest';

import { ClientError } from '../client-error.ts';
import { type LiveJob, followJob } from './follow.ts';
import type { Job } from './job.ts';

const record = (sequence: number): string =>
  JSON.stringify({
    kind: 'stream',
    record: {
      attempt: 1,
      sequence,
      stream: 'Verbose',
      text: `line ${sequence}`,
      time: '2026-01-01T00:00:00Z',
    },
  });
const status = (name: string): string =>
  JSON.stringify({ kind: 'status', status: name, attempt: 1, exception: null });
const away = new ClientError({ status: 0, code: 'Unreachable', message: 'away' });

/** Each connection is a list of lines; an error at its end breaks it. */
function jobOf(connections: readonly (string | Error)[][]): LiveJob {
  let at = 0;
  return {
    job: async () => ({ status: 'Completed' }) as Job,
    async *streams() {},
    stream: () => Promise.reject(away),
    steps: async () => [],
    async *live() {
      for (const line of connections[at++] ?? []) {
        if (line instanceof Error) throw line;
        yield line;
      }
    },
  };
}

async function told(job: LiveJob): Promise<string[]> {
  const events = await Array.fromAsync(followJob(job));
  return events.map((event) =>
    event.kind === 'stream'
      ? event.record.streamText
      : event.kind === 'status'
        ? event.status
        : event.step.name,
  );
}

test('a connection that breaks is made anew, and nothing is told twice', async () => {
  const job = jobOf([
    [status('Running'), record(1), record(2), away],
    [record(1), record(2), record(3)],
    [record(3), status('Completed')],
  ]);
  expect(await told(job)).toEqual(['Running', 'line 1', 'line 2', 'line 3', 'Completed']);
});

test('server-sent events are read as well, and lines that keep the connection alive are passed over', async () => {
  const data = {
    streamType: 'Verbose',
    text: 'line 1',
    time: '2026-01-01T00:00:00Z',
    attempt: 1,
    sequence: 1,
  };
  const job = jobOf([
    [
      ': still here',
      'event: stream',
      `data: ${JSON.stringify(data)}`,
      '',
      'event: step',
      'data: {"name":"disable","attempt":1,"recordedAt":"2026-01-01T00:00:00Z"}',
      '',
      'event: weather',
      'data: {"status":"sunny"}',
      '',
      'event: status',
      'data: {"status":"Failed","attempt":1,"exception":"why"}',
      '',
    ],
  ]);
  expect(await told(job)).toEqual(['line 1', 'disable', 'Failed']);
});

test('an API without the route is asked again and again instead', async () => {
  const missing = new ClientError({ status: 404, code: 'NotFound', message: 'no such route' });
  expect(await told(jobOf([[missing]]))).toEqual(['Completed']);
});
