import type { HostFrame } from '#host-protocol';
import { problem } from '#kernel';
import type { JobEnd } from '#worker-link';

import type { Exit } from '../hosts/process-facts.ts';

type Ended = Extract<HostFrame, { type: 'ended' }>;

/** What becomes of an attempt: the job's end, its release for another one, or a wait until somebody resumes it or others end. */
export type Conclusion =
  | { readonly end: Pick<JobEnd, 'status' | 'exception' | 'exitCode' | 'signal'> }
  | { readonly release: string }
  | { readonly suspended: true }
  | { readonly waiting: true };

/** A job whose host is killed this often in a row is the cause itself. */
const mostDeaths = 3;

/** Of those that the kernel sends for limits, what they mean. */
const limits: Readonly<Record<string, 'JobUsedUpProcessor' | 'JobFileTooLarge' | undefined>> = {
  SIGXCPU: 'JobUsedUpProcessor',
  SIGXFSZ: 'JobFileTooLarge',
};

const statuses = { completed: 'Completed', failed: 'Failed', stopped: 'Stopped' } as const;

/** The host said how it ended, or wrote something that is no frame. */
export function concludeEnd(how: Ended | { readonly broken: string }): Conclusion {
  if ('broken' in how) {
    return {
      end: { status: 'Failed', exception: problem('HostBrokeProtocol', { reason: how.broken }).advice },
    };
  }
  const { outcome, exception, exitCode } = how;
  if (outcome === 'suspended') return { suspended: true };
  if (outcome === 'waiting') return { waiting: true };
  const text =
    exception === undefined ? undefined : [exception.message, exception.stack].filter(Boolean).join('\n');
  return {
    end: {
      status: statuses[outcome],
      ...(text === undefined ? {} : { exception: text }),
      ...(exitCode === undefined ? {} : { exitCode }),
    },
  };
}

/** The host died without a word. Killed by a signal, it gets the next attempt, unless a limit sent it; what ended by itself has failed. */
export function concludeDeath(jobId: string, exit: Exit, deaths: Map<string, number>): Conclusion {
  const reason =
    exit.signal === undefined ? `exit code ${exit.exitCode ?? 'unknown'}` : `signal ${exit.signal}`;
  if (exit.signal === undefined) {
    return { end: { status: 'Failed', ...exit, exception: problem('HostDied', { reason }).advice } };
  }
  const limit = limits[exit.signal];
  // It would come to the same end again.
  if (limit !== undefined)
    return { end: { status: 'Failed', ...exit, exception: problem(limit, {}).advice } };
  const { times, last } = countDeath(jobId, deaths);
  if (!last) return { release: `the host was killed by ${reason}` };
  return {
    end: { status: 'Failed', ...exit, exception: problem('HostKeptDying', { times, reason }).advice },
  };
}

/** Counts one more attempt that got nowhere. After the last one the job has failed. */
export function countDeath(
  jobId: string,
  deaths: Map<string, number>,
): { readonly times: number; readonly last: boolean } {
  const times = (deaths.get(jobId) ?? 0) + 1;
  deaths.set(jobId, times);
  return { times, last: times >= mostDeaths };
}
