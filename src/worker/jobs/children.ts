import { createHash } from 'node:crypto';

import type { HostFrame } from '#host-protocol';
import { delay } from '#kernel';
import type { AttemptRef, AwaitedJobs, Parking, StartedJob } from '#worker-link';

import type { Place } from '../places.ts';
import type { AttemptWrites } from './attempt-writes.ts';
import type { RunContext } from './context.ts';

type Frame<Type> = Extract<HostFrame, { type: Type }>;

/** What a runbook has to do with other jobs: it starts them, and waits for them without a place of the worker. */
export interface Children {
  start(question: Frame<'jobStart'>): Promise<StartedJob>;
  wait(question: Frame<'jobWait'>): Promise<{ jobs: AwaitedJobs['jobs']; late: boolean }>;
  /** What it waits for now: for the job to wait on without a process. */
  parking(): Parking;
}

export interface ChildrenOptions {
  readonly attempt: AttemptRef;
  readonly writes: AttemptWrites;
  /** Left while the runbook waits: else jobs that wait would keep out those that they wait for. */
  readonly place: Place;
  /** The wait takes long: the process may end, and its next attempt go on. */
  readonly onLongWait: () => void;
  readonly signal: AbortSignal;
}

const poll = 30_000;

export function createChildren(
  { link, clock, parkAfterMilliseconds }: Pick<RunContext, 'link' | 'clock' | 'parkAfterMilliseconds'>,
  { attempt, writes, place, onLongWait, signal }: ChildrenOptions,
): Children {
  const starts = new Map<string, number>();
  const waits = new Map<number, { readonly jobs: readonly string[]; until?: number | undefined }>();

  /** The same in each attempt that starts the same things in the same scope. */
  function keyOf({ runbook, parameters, runOn, key, scope = '' }: Frame<'jobStart'>): string {
    if (key !== undefined) return digest(['own', key]);
    const like = digest(['like', scope, runbook.toLowerCase(), Object.entries(parameters).toSorted(), runOn]);
    const number = (starts.get(like) ?? 0) + 1;
    starts.set(like, number);
    return digest([like, number]);
  }

  async function waitFor(question: Frame<'jobWait'>): Promise<{ jobs: AwaitedJobs['jobs']; late: boolean }> {
    const { jobs, known, seconds = Infinity } = question;
    const limit = seconds * 1_000;
    let seen: string[] | undefined;
    for (let left = limit; ;) {
      const waitMilliseconds = Math.ceil(Math.max(0, Math.min(poll, left)));
      const asked = { jobs, ...(seen !== undefined && { known: seen }), waitMilliseconds };
      const found = await writes.persist(() => link.awaitJobs(attempt, asked, signal));
      seen = found.jobs.map(({ status }) => status);
      const changed = known !== undefined && found.jobs.some(({ status }, at) => status !== known[at]);
      if (changed || found.jobs.every(({ ended }) => ended)) return { jobs: found.jobs, late: false };
      left = limit - found.waitedMilliseconds;
      const own = waits.get(question.id);
      if (own !== undefined && limit !== Infinity) own.until = clock.now() + left;
      if (left > 0) continue;
      const over = { jobs, waitMilliseconds: 0, last: true };
      return { jobs: (await writes.persist(() => link.awaitJobs(attempt, over))).jobs, late: true };
    }
  }

  return {
    start(question) {
      const { runbook, parameters, runOn, name } = question;
      const request = {
        runbook,
        parameters,
        key: keyOf(question),
        ...(runOn !== undefined && { runOn }),
        ...(name !== undefined && { name }),
      };
      return writes.persist(() => link.startJob(attempt, request));
    },
    async wait(question) {
      const over = new AbortController();
      if (waits.size === 0) place.pause();
      waits.set(question.id, { jobs: question.jobs });
      void delay(parkAfterMilliseconds, over.signal).then(() => {
        if (!over.signal.aborted) onLongWait();
      });
      try {
        return await waitFor(question);
      } finally {
        over.abort();
        waits.delete(question.id);
        if (waits.size === 0) place.resume();
      }
    },
    parking() {
      const open = [...waits.values()];
      const limits = open.map(({ until }) => until).filter((until) => until !== undefined);
      return {
        jobs: [...new Set(open.flatMap(({ jobs }) => jobs))],
        ...(limits.length > 0 && { until: new Date(Math.min(...limits)).toISOString() }),
      };
    },
  };
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
