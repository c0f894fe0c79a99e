import { problem } from '#kernel';
import { type Database, sql } from '#store';

import { type Page, pageSize, toPage } from '../model.ts';
import { type JobCall, type JobStep, type JobStream, jobChannel } from './job.ts';
import { type JobStatus, jobStates } from './job-states.ts';
import { createSharedReads } from './shared-reads.ts';

/** A place in a job's streams: everything behind it is new. */
export interface Position {
  readonly attempt: number;
  readonly sequence: number;
}

export type FollowEvent =
  | { readonly kind: 'stream'; readonly record: JobStream }
  | { readonly kind: 'step'; readonly step: JobStep }
  | {
      readonly kind: 'status';
      readonly status: JobStatus;
      readonly attempt: number;
      readonly exception: string | null;
    };

/** What jobs left behind: streams, calls and steps. */
export interface JobRecords {
  streams(
    jobId: string,
    filter: { readonly type?: string | undefined; readonly since?: Date | undefined },
    after?: string,
  ): Promise<Page<JobStream>>;
  stream(jobId: string, position: Position): Promise<JobStream>;
  /** The Output stream as one text. */
  output(jobId: string): Promise<string>;
  calls(jobId: string): Promise<JobCall[]>;
  steps(jobId: string): Promise<JobStep[]>;
  /**
   * Calls `handle` for what is there and for what comes, until the job has ended or the signal is aborted. It is awaited:
   * who reads slowly is not buried.
   */
  follow(
    jobId: string,
    handle: (event: FollowEvent) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

const followBatch = 500;

export function createJobRecords({ db }: { readonly db: Database }): JobRecords {
  /**
   * Numbers follow each other within an attempt, so what comes next is asked for by its numbers: whatever plan PostgreSQL has
   * for a table that grew since it last looked, it reads no more than that. Where some are missing, the attempt may be over.
   */
  const behind = (jobId: string, { attempt, sequence }: Position, limit: number): Promise<JobStream[]> =>
    db.query<JobStream>(sql`
      with next as (
        select * from job_stream where job_id = ${jobId} and attempt = ${attempt}
          and sequence > ${sequence}::bigint and sequence <= ${sequence}::bigint + ${limit}::integer
      ), later as (
        select * from job_stream where job_id = ${jobId} and (attempt, sequence) > (${attempt}, ${sequence}::bigint)
          and (select count(*) from next) < ${limit}::integer
        order by attempt, sequence limit ${limit}::integer
      )
      select job_id as "jobId", attempt, sequence::float8 as sequence, stream, text, value, time
      from (select * from next where (select count(*) from next) = ${limit}::integer union all select * from later) as record
      order by attempt, sequence`);

  const shared = createSharedReads();
  const statusOf = (jobId: string) =>
    db.maybe<{ status: JobStatus; attempt: number; exception: string | null }>(
      sql`select status, attempt, exception from job where id = ${jobId}`,
    );

  return {
    async streams(jobId, { type, since }, after = '0 0') {
      if (!/^\d{1,9} \d{1,15}$/.test(after)) throw problem('SkipTokenInvalid');
      const [attempt = 0, sequence = 0] = after.split(' ').map(Number);
      const rows = await db.query<JobStream>(sql`
        select job_id as "jobId", attempt, sequence::float8 as sequence, stream, text, value, time from job_stream
        where job_id = ${jobId} and (attempt, sequence) > (${attempt}, ${sequence}::bigint)
          and case when ${type ?? null}::text is null then stream <> 'Information' else stream = ${type ?? null} end
          and (${since ?? null}::timestamptz is null or time >= ${since ?? null})
        order by attempt, sequence limit ${pageSize + 1}`);
      return toPage(rows, (last) => `${last.attempt} ${last.sequence}`);
    },
    async stream(jobId, { attempt, sequence }) {
      const row = await db.maybe<JobStream>(sql`
        select job_id as "jobId", attempt, sequence::float8 as sequence, stream, text, value, time from job_stream
        where job_id = ${jobId} and attempt = ${attempt} and sequence = ${sequence}`);
      if (row === undefined) throw problem('JobStreamNotFound');
      return row;
    },
    async output(jobId) {
      const rows = await db.query<{ text: string }>(sql`
        select text from job_stream where job_id = ${jobId} and stream = 'Output' order by attempt, sequence`);
      return rows.map(({ text }) => `${text}\r\n`).join('');
    },
    calls: (jobId) =>
      db.query<JobCall>(sql`
        select attempt, sequence::float8 as sequence, method, host, path_template as "pathTemplate", status, milliseconds, refused, time
        from job_call where job_id = ${jobId} order by attempt, sequence`),
    steps: (jobId) =>
      db.query<JobStep>(sql`
        select name, attempt, recorded_at as "recordedAt" from job_step where job_id = ${jobId} order by position`),

    async follow(jobId, handle, signal) {
      let position: Position = { attempt: 0, sequence: 0 };
      let stepsSeen = 0;
      let statusSeen = '';
      let news = Promise.withResolvers<void>();
      const wake = (): void => {
        // Before anybody who was woken asks: that happens after all of them were told.
        shared.news();
        news.resolve();
      };
      const unlisten = await db.listen(jobChannel, (id) => id === jobId && wake(), wake);
      signal.addEventListener('abort', wake, { once: true });
      try {
        while (!signal.aborted) {
          news = Promise.withResolvers<void>();
          // The status is read before the records: when it says ended, all records are there to be read.
          const status = await shared.read(`status ${jobId}`, () => statusOf(jobId));
          if (status === undefined) return;
          const steps = await shared.read(`steps ${jobId}`, () => this.steps(jobId));
          for (const step of steps.slice(stepsSeen)) await handle({ kind: 'step', step });
          stepsSeen = steps.length;
          for (;;) {
            const { attempt, sequence } = position;
            const records = await shared.read(`records ${jobId} ${attempt} ${sequence}`, () =>
              behind(jobId, { attempt, sequence }, followBatch),
            );
            for (const record of records) await handle({ kind: 'stream', record });
            position = records.at(-1) ?? position;
            if (records.length < followBatch) break;
          }
          const key = `${status.status} ${status.attempt}`;
          if (key !== statusSeen) await handle({ kind: 'status', ...status });
          statusSeen = key;
          if (jobStates[status.status].ended) return;
          await news.promise;
        }
      } finally {
        await unlisten();
      }
    },
  };
}
