import { expect, test } from 'vitest';

import { ClientError } from '../client-error.ts';
import { type LiveJob, followJob } from './follow.ts';
import type { Job } from './job.ts';

const sent = (kind: string, data: object): string[] => [
  `event: ${kind}`,
  `data: ${JSON.stringify(data)}`,
  '',
];
const time = '2026-01-01T00:00:00Z';
const record = (sequence: number): string[] =>
  sent('stream', { streamType: 'Verbose', text: `line ${sequence}`, time, attempt: 1, sequence });
const status = (name: string): string[] => sent('status', { status: name, attempt: 1, exception: null });

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
    [...status('Running'), ...record(1), ...record(2), away],
    [...record(1), ...record(2), ...record(3)],
    [...record(3), ...status('Completed')],
  ]);
  expect(await told(job)).toEqual(['Running', 'line 1', 'line 2', 'line 3', 'Completed']);
});

test('steps are told; what keeps the connection alive, and what is yet unknown, is passed over', async () => {
  const job = jobOf([
    [
      ': still here',
      ...sent('step', { name: 'disable', attempt: 1, recordedAt: time }),
      ...sent('weather', { status: 'sunny' }),
      ...status('Failed'),
    ],
  ]);
  expect(await told(job)).toEqual(['disable', 'Failed']);
});

test('an API without the route is asked again and again instead', async () => {
  const missing = new ClientError({ status: 404, code: 'NotFound', message: 'no such route' });
  expect(await told(jobOf([[missing]]))).toEqual(['Completed']);
});
