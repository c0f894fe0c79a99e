import { useEffect, useState } from 'react';

import type { Job, JobStep } from '#client';

import { ApiError } from '../api/call.ts';
import { type LogRecord, follow } from '../api/follow.ts';
import { type Loaded, useLoaded } from '../api/use-loaded.ts';
import { useAccount } from '../session-context.ts';

/** More would make the page slow; the command line has them all. */
export const mostRecords = 5_000;

export interface FollowedJob {
  readonly job: Loaded<Job>;
  readonly records: readonly LogRecord[];
  readonly steps: readonly JobStep[];
  /** The connection that tells what happens is open. */
  readonly live: boolean;
}

const ended = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

/** A job with all that it says, live until its end. A connection that breaks is made anew, and what was told is not told twice. */
export function useJob(name: string): FollowedJob {
  const account = useAccount();
  const job = useLoaded(name, (signal) => account.job(name, signal), 5_000);
  const [records, setRecords] = useState<readonly LogRecord[]>([]);
  const [steps, setSteps] = useState<readonly JobStep[]>([]);
  const [live, setLive] = useState(false);
  // Resumed, it goes on after its end.
  const over = job.value !== undefined && ended.has(job.value.status);
  const { reload } = job;

  useEffect(() => {
    const gone = new AbortController();
    const told = new Set<string>();
    setRecords([]);
    setSteps([]);
    const listen = async (): Promise<void> => {
      for await (const events of follow(account.follow(name), gone.signal)) {
        setLive(true);
        const fresh = events.filter((event) => {
          const key =
            event.kind === 'stream' ? event.record.key : event.kind === 'step' ? event.step.name : '';
          if (key === '') return true;
          if (told.has(key)) return false;
          told.add(key);
          return true;
        });
        const lines = fresh.flatMap((event) => (event.kind === 'stream' ? [event.record] : []));
        const recorded = fresh.flatMap((event) => (event.kind === 'step' ? [event.step] : []));
        if (lines.length > 0) setRecords((before) => [...before, ...lines].slice(-mostRecords));
        if (recorded.length > 0) setSteps((before) => [...before, ...recorded]);
        const last = events.findLast((event) => event.kind === 'status');
        if (last !== undefined) reload();
        if (last !== undefined && ended.has(last.status)) return;
      }
      throw new ApiError(0, 'Broken', 'the connection ended before the job did');
    };
    const keepListening = async (): Promise<void> => {
      while (!gone.signal.aborted) {
        try {
          return await listen();
        } catch (error) {
          if (error instanceof ApiError && error.status >= 400 && error.status < 500) return;
          setLive(false);
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      }
    };
    void keepListening().finally(() => setLive(false));
    return () => gone.abort();
  }, [account, name, over, reload]);

  return { job, records, steps, live };
}
