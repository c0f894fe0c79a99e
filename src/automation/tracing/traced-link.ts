import { type Logger, newSpanId, parseIsoTime } from '#kernel';
import { type Database, sql } from '#store';
import type { AttemptRef, CallRecord, WorkerLink } from '#worker-link';

import { type JobTraces, attemptSpanId } from './job-traces.ts';
import type { Tracer } from './tracer.ts';

interface EndedJob {
  readonly runbook: string;
  readonly status: string;
  readonly createdAt: Date;
  readonly endedAt: Date;
}
interface EndedAttempt {
  readonly number: number;
  readonly claimedAt: Date;
  /** Null for one whose worker fell silent. */
  readonly endedAt: Date | null;
  readonly outcome: string | null;
}

/**
 * The same link, telling a tracer what workers tell us: each call of a job when it is recorded, and at its end the attempt and the
 * job. Workers send no spans themselves, wherever they are.
 */
export function tracedLink(
  link: WorkerLink,
  { tracer, traces, db, logger }: { tracer: Tracer; traces: JobTraces; db: Database; logger: Logger },
): WorkerLink {
  if (!tracer.isOn) return link;

  /** What goes wrong with a trace is no matter of the job's. */
  const quietly = (work: Promise<void>): void =>
    void work.catch((error: unknown) => logger.warn('a trace was not written', { error }));

  async function recordCalls({ jobId, number }: AttemptRef, calls: readonly CallRecord[]): Promise<void> {
    const trace = await traces.of(jobId);
    if (trace === undefined) return;
    for (const { method, host, pathTemplate, status, milliseconds, refused, time } of calls) {
      const start = parseIsoTime(time) ?? 0;
      tracer.record({
        name: `${method} ${pathTemplate}`,
        kind: 'client',
        context: { ...trace.job, spanId: newSpanId() },
        parentSpanId: attemptSpanId(jobId, number),
        start,
        end: start + milliseconds,
        attributes: {
          'http.request.method': method,
          'server.address': host,
          'url.template': pathTemplate,
          'http.response.status_code': status,
          'tenantry.refused': refused,
        },
        failed: refused || status === 0 || status >= 400,
      });
    }
  }

  async function recordEnd(jobId: string): Promise<void> {
    const [trace, ended, attempts] = await Promise.all([
      traces.of(jobId),
      db.maybe<EndedJob>(sql`
        select runbook_name as runbook, status, created_at as "createdAt", ended_at as "endedAt" from job
        where id = ${jobId} and ended_at is not null`),
      db.query<EndedAttempt>(sql`
        select number, claimed_at as "claimedAt", ended_at as "endedAt", outcome from job_attempt
        where job_id = ${jobId} order by number`),
    ]);
    if (trace === undefined || ended === undefined) return;
    const { runbook, status, createdAt, endedAt } = ended;
    tracer.record({
      name: `job ${runbook}`,
      kind: 'internal',
      context: trace.job,
      parentSpanId: trace.parentSpanId,
      start: createdAt.getTime(),
      end: endedAt.getTime(),
      attributes: { 'tenantry.job.id': jobId, 'tenantry.runbook': runbook, 'tenantry.job.status': status },
      failed: status === 'Failed',
    });
    for (const [at, { number, claimedAt, endedAt: until, outcome }] of attempts.entries())
      tracer.record({
        name: `attempt ${number}`,
        kind: 'internal',
        context: { ...trace.job, spanId: attemptSpanId(jobId, number) },
        parentSpanId: trace.job.spanId,
        start: claimedAt.getTime(),
        // One that fell silent lasted until the next one took over.
        end: (until ?? attempts[at + 1]?.claimedAt ?? endedAt).getTime(),
        attributes: { 'tenantry.job.id': jobId, 'tenantry.attempt.outcome': outcome ?? 'lost' },
        failed: outcome === null || outcome === 'Failed',
      });
  }

  return {
    ...link,
    async appendCalls(attempt, calls) {
      await link.appendCalls(attempt, calls);
      quietly(recordCalls(attempt, calls));
    },
    async end(attempt, end) {
      await link.end(attempt, end);
      quietly(recordEnd(attempt.jobId));
    },
  };
}
