import { delay } from '#kernel';
import type { AttemptRef, JobClaim, LinkEvent } from '#worker-link';

import type { Host } from '../hosts/host.ts';
import type { HostWish, LanguageHosts } from '../hosts/language-hosts.ts';
import { type Places, placeIn } from '../places.ts';
import { awaitHost } from './await-host.ts';
import type { RunContext } from './context.ts';
import { runJob } from './run-job.ts';

/** The jobs that run on this worker. */
export interface JobRuns {
  begin(claim: JobClaim): void;
  hear(event: LinkEvent): void;
  /** Resolves once nothing runs: nothing more may begin. */
  allEnded(): Promise<void>;
  /** Ends what runs and gives it back for the next attempt. */
  close(): Promise<void>;
}

interface Run {
  readonly attempt: AttemptRef;
  stop(): void;
  /** Absent while it waits for a host: the heartbeats of its run say it again. */
  suspend?(): void;
  abandon(): void;
  readonly done: Promise<unknown>;
}

const mostEarlyStops = 1_000;
/** A control plane that is gone as well takes nothing back; without a word from us it gives the jobs away by itself. */
const mostGoodbye = 3_000;

export function createJobRuns(options: {
  readonly hosts: LanguageHosts;
  readonly context: RunContext;
  /** Where each job has entered. */
  readonly places: Pick<Places, 'leave' | 'comeBack'>;
}): JobRuns {
  const { hosts, context, places } = options;
  const runs = new Set<Run>();
  const earlyStops = new Set<string>();
  let closed = false;

  function keep(run: Run): void {
    runs.add(run);
    if (earlyStops.delete(keyOf(run.attempt))) run.stop();
    void run.done.then(() => runs.delete(run));
  }

  function start(claim: JobClaim, host: Host, confirmedAt?: number): void {
    const place = placeIn(places);
    const run = runJob(claim, host, context, place, confirmedAt);
    keep(run);
    void run.done.then(() => {
      place.leave();
      hosts.refill(host.language);
    });
  }

  function wait(claim: JobClaim): void {
    const { host, confirmedAt, ...waiting } = awaitHost(
      claim,
      async (signal) => hosts.take(wishOf(claim), signal),
      context,
    );
    keep({
      ...waiting,
      done: host.then((taken) => {
        if (taken === undefined) places.leave();
        else if (closed) void taken.destroy().then(places.leave);
        else start(claim, taken, confirmedAt());
      }),
    });
  }

  return {
    begin(claim) {
      // An older attempt of the same job may still run here: its time is over.
      for (const run of runs) if (run.attempt.jobId === claim.attempt.jobId) run.abandon();
      const warm = hosts.takeWarm(wishOf(claim));
      if (warm === undefined) wait(claim);
      else start(claim, warm);
    },
    hear(event) {
      if (event.event !== 'stop' && event.event !== 'suspend') return;
      const key = keyOf(event.attempt);
      const run = [...runs].find(({ attempt }) => keyOf(attempt) === key);
      if (event.event === 'suspend') return run?.suspend?.();
      if (run !== undefined) return run.stop();
      // It may be on its way to us: its claim comes over another connection.
      if (earlyStops.size < mostEarlyStops) earlyStops.add(key);
    },
    async allEnded() {
      // One that waited for a host goes on as another run.
      while (runs.size > 0) await Promise.all([...runs].map(({ done }) => done));
    },
    async close() {
      closed = true;
      const left = [...runs];
      for (const run of left) run.abandon();
      await Promise.all(left.map(({ done }) => done));
      const heard = new AbortController();
      const releases = left.map(({ attempt }) => context.link.release(attempt, 'the worker stopped'));
      await Promise.race([Promise.allSettled(releases), delay(mostGoodbye, heard.signal)]);
      heard.abort();
    },
  };
}

function wishOf({ runbook, environment, runAs }: JobClaim): HostWish {
  return { runbookType: runbook.type, engine: environment?.engine, user: runAs };
}

function keyOf({ jobId, number }: AttemptRef): string {
  return `${jobId}/${number}`;
}
