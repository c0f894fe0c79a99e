import { createHash } from 'node:crypto';

import { type TraceContext, parseTraceparent } from '#kernel';
import { type Database, sql } from '#store';

/** Where a job is in its trace: the same whoever asks, so that nobody has to remember it. */
export interface JobTrace {
  readonly job: TraceContext;
  /** Who started it: a request, or the job above it. */
  readonly parentSpanId: string | undefined;
}

export interface JobTraces {
  of(jobId: string): Promise<JobTrace | undefined>;
}

const mostKnown = 2_000;
/** A job that jobs started is at most so far below the first. */
const deepest = 20;

/** A job begins a trace of its own id, unless the request or the job that started it was in one. */
export function createJobTraces({ db }: { readonly db: Database }): JobTraces {
  const known = new Map<string, JobTrace>();

  async function find(jobId: string, depth: number): Promise<JobTrace | undefined> {
    const remembered = known.get(jobId);
    if (remembered !== undefined) return remembered;
    const row = await db.maybe<{ trace: string | null; parentId: string | null }>(
      sql`select trace, parent_id as "parentId" from job where id = ${jobId}`,
    );
    if (row === undefined) return undefined;
    const spanId = spanIdOf(`job ${jobId}`);
    const given = parseTraceparent(row.trace ?? undefined);
    const above =
      given === undefined && row.parentId !== null && depth < deepest
        ? (await find(row.parentId, depth + 1))?.job
        : given;
    const own = { traceId: jobId.replaceAll('-', ''), spanId, sampled: true };
    const trace: JobTrace =
      above === undefined
        ? { job: own, parentSpanId: undefined }
        : { job: { ...above, spanId }, parentSpanId: above.spanId };
    if (known.size >= mostKnown) known.delete(known.keys().next().value!);
    known.set(jobId, trace);
    return trace;
  }

  return { of: (jobId) => find(jobId, 0) };
}

/** Of one attempt of the job, below the job's own. */
export function attemptSpanId(jobId: string, number: number): string {
  return spanIdOf(`attempt ${jobId} ${number}`);
}

function spanIdOf(what: string): string {
  return createHash('sha256').update(what).digest('hex').slice(0, 16);
}
