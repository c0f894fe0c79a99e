import { problem } from '#kernel';
import type { AttemptRef, JobClaim, JobEnd, StreamRecord, WorkerLink } from '#worker-link';

/** What this part needs of the others. */
interface Jobs {
  publish(artifact: string): string;
  start(artifact: string, parameters: Record<string, string>, more: Pick<JobClaim, 'runbook'>): string;
  job(id: string): {
    readonly claim: Pick<JobClaim, 'runbook'>;
    readonly attempt: number;
    readonly end: JobEnd | undefined;
    readonly ended: PromiseWithResolvers<JobEnd>;
    readonly streams: readonly StreamRecord[];
  };
}

/** What a control plane in memory knows of jobs that start and await others. */
export interface MemoryChildren {
  /** Runbooks that jobs may start, by name. */
  readonly runbooks: Map<string, { readonly artifact: string; readonly type: string }>;
  /** Ids of the jobs that a job started, by the key that the worker gave. */
  childrenOf(id: string): Map<string, string>;
  readonly parkings: { readonly id: string; readonly jobs: readonly string[]; readonly until?: string }[];
}

type Served = Pick<WorkerLink, 'startJob' | 'awaitJobs' | 'jobOutput' | 'parked'>;

export function memoryChildren({
  link,
  fenced,
  enqueue,
}: {
  readonly link: () => Jobs;
  readonly fenced: (method: string, attempt: AttemptRef) => unknown;
  readonly enqueue: (id: string) => void;
}): MemoryChildren & Served {
  const runbooks: MemoryChildren['runbooks'] = new Map();
  const children = new Map<string, Map<string, string>>();
  const parkings: MemoryChildren['parkings'] = [];
  const childrenOf = (id: string): Map<string, string> => {
    const known = children.get(id) ?? new Map<string, string>();
    children.set(id, known);
    return known;
  };
  const shown = (id: string) => {
    const { claim, end, attempt } = link().job(id);
    const status = end?.status ?? (attempt === 0 ? 'New' : 'Running');
    return {
      id,
      name: id,
      runbook: claim.runbook.name,
      status,
      ended: end !== undefined,
      ...(end?.exception !== undefined && { exception: end.exception }),
    };
  };
  const ends = (ids: readonly string[]) => Promise.all(ids.map((id) => link().job(id).ended.promise));

  return {
    runbooks,
    childrenOf,
    parkings,
    async startJob(attempt, { runbook, parameters, key }) {
      fenced('startJob', attempt);
      const known = childrenOf(attempt.jobId);
      const published = runbooks.get(runbook);
      if (published === undefined) throw problem('RunbookNotFound', { name: runbook });
      const { artifact, type } = published;
      const more = { runbook: { name: runbook, type, artifactHash: link().publish(artifact) } };
      const id = known.get(key) ?? link().start(artifact, parameters, more);
      known.set(key, id);
      return { id, name: id, runbook };
    },
    async awaitJobs(attempt, { jobs: ids, known, waitMilliseconds }, signal) {
      fenced('awaitJobs', attempt);
      const over = Promise.withResolvers<void>();
      const timer = setTimeout(over.resolve, waitMilliseconds);
      signal?.addEventListener('abort', () => over.resolve(), { once: true });
      const unchanged = ids.every((id, at) => shown(id).status === known?.[at]);
      if (unchanged) await Promise.race([over.promise, ends(ids)]);
      clearTimeout(timer);
      return { jobs: ids.map(shown), waitedMilliseconds: waitMilliseconds };
    },
    async jobOutput(attempt, id) {
      fenced('jobOutput', attempt);
      const records = link()
        .job(id)
        .streams.filter(({ stream }) => stream === 'Output');
      return {
        records: records.map(({ text, value }) => (value === undefined ? { text } : { text, value })),
      };
    },
    async parked(attempt, { jobs: ids, until }) {
      fenced('parked', attempt);
      parkings.push({ id: attempt.jobId, jobs: ids, ...(until !== undefined && { until }) });
      void ends(ids).then(() => enqueue(attempt.jobId));
    },
  };
}
