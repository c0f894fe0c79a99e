import { expect, test } from 'vitest';

import { ClientError } from '../client-error.ts';
import type { Job, JobStatus, JobStep, JobStream } from './job.ts';
import { type JobReader, pollJob } from './poll.ts';

const job = (status: JobStatus): Job =>
  ({ id: 'i', name: 'n', type: 't', jobId: 'j', status, lastModifiedTime: '9' }) as Job;
const stream = (jobStreamId: string, time: string): JobStream => ({
  jobStreamId,
  streamType: 'Output',
  time,
  summary: jobStreamId,
  streamText: `text of ${jobStreamId}`,
});
const step = (name: string, recordedAt: string): JobStep => ({ name, attempt: 1, recordedAt });

interface Moment {
  readonly status: JobStatus;
  readonly streams?: readonly JobStream[];
  readonly steps?: readonly JobStep[];
}

/** A job that is one moment further each time somebody asks for its status. */
function jobOf(moments: readonly (Moment | Error)[]): JobReader {
  let at = -1;
  const now = (): Moment => moments[Math.min(at, moments.length - 1)] as Moment;
  return {
    async job() {
      at += 1;
      const moment = moments[Math.min(at, moments.length - 1)]!;
      if (moment instanceof Error) throw moment;
      return job(moment.status);
    },
    async *streams(since) {
      yield* (now().streams ?? []).filter(({ time }) => since === undefined || time >= since);
    },
    stream: async (id) => now().streams!.find(({ jobStreamId }) => jobStreamId === id)!,
    steps: async () => now().steps ?? [],
  };
}

async function told(reader: JobReader): Promise<string[]> {
  const events = await Array.fromAsync(pollJob(reader));
  return events.map((event) =>
    event.kind === 'status'
      ? event.status
      : event.kind === 'step'
        ? `step ${event.step.name}`
        : event.record.streamText,
  );
}

test('everything is told once, in order, and the end comes last', async () => {
  const [one, two, three] = [stream('1', '1'), stream('2', '2'), stream('3', '2')];
  const reader = jobOf([
    { status: 'New' },
    { status: 'Running', streams: [one, two], steps: [step('first', '1.5')] },
    { status: 'Completed', streams: [one, two, three], steps: [step('first', '1.5')] },
  ]);
  expect(await told(reader)).toEqual([
    'New',
    'Running',
    'text of 1',
    'step first',
    'text of 2',
    'text of 3',
    'Completed',
  ]);
});

test('an API that is away for a moment does not end the watching', async () => {
  const away = new ClientError({ status: 0, code: 'Unreachable', message: 'away' });
  expect(await told(jobOf([{ status: 'Running' }, away, { status: 'Completed' }]))).toEqual([
    'Running',
    'Completed',
  ]);
});

test('an API that refuses does', async () => {
  const refused = new ClientError({ status: 404, code: 'NotFound', message: 'no such job' });
  await expect(told(jobOf([refused]))).rejects.toBe(refused);
});
