import { type Database, isDuplicate, sql, statement, textArray, timeArray } from '#store';
import type { AttemptRef, StreamRecord } from '#worker-link';

import { jobChannel } from '../jobs/job.ts';
import { clean, stale } from './fenced-writes.ts';

/**
 * Records that come for the first time are written without looking for each whether it is there, which takes PostgreSQL as
 * long again as to write them. What comes twice is refused as a whole, and then written with the look.
 */
export async function appendStreams(
  db: Database,
  attempt: AttemptRef,
  records: readonly StreamRecord[],
): Promise<void> {
  // What one can tell from the first of them is said once: an array that is shorter than the others ends in nulls.
  const { sequence: first = 1, stream = 'Output' } = records[0] ?? {};
  const inRow = records.every(({ sequence }, at) => sequence === first + at);
  const oneStream = records.every((record) => record.stream === stream);
  const values = [
    attempt.jobId,
    attempt.number,
    first - 1,
    sequencesOf(inRow ? [] : records),
    stream,
    oneStream ? [] : records.map((record) => record.stream),
    textArray(textsOf(records)),
    records.some(({ value }) => value !== undefined) ? valuesOf(records) : [],
    timesOf(records),
    jobChannel,
  ];
  const write = (how: 'fresh' | 'again'): Promise<{ current: boolean }> =>
    db.one(statement(insertions[how], values));
  const { current } = await write('fresh').catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
    return write('again');
  });
  if (!current) throw stale(attempt);
}

const insertions = { fresh: insertion(''), again: insertion('on conflict do nothing') };

function insertion(conflict: '' | 'on conflict do nothing'): string {
  return `
    with current as (
      select id from job where id = $1 and attempt = $2 and ended_at is null for share
    ), written as (
      insert into job_stream (job_id, attempt, sequence, stream, text, value, time)
      select current.id, $2, coalesce(sequence, $3 + number), coalesce(stream, $5), text, value, time from current,
        unnest($4::bigint[], $6::text[], $7::text[], $8::jsonb[], $9::timestamptz[])
          with ordinality as record (sequence, stream, text, value, time, number)
      ${conflict}
    )
    select exists (select 1 from current) as current, pg_notify($10, $1::text)`;
}

/** Records that are there, with less in them: the beginning of a secret whose end has come since. */
export async function amendStreams(
  db: Database,
  attempt: AttemptRef,
  records: readonly StreamRecord[],
): Promise<void> {
  await db.query(sql`
    update job_stream s set text = r.text, value = r.value
    from unnest(${sequencesOf(records)}::bigint[], ${textsOf(records)}::text[], ${valuesOf(records)}::jsonb[]) as r (sequence, text, value)
    where s.job_id = ${attempt.jobId} and s.attempt = ${attempt.number} and s.sequence = r.sequence`);
}

export async function isKept(db: Database, attempt: AttemptRef, sequence: number): Promise<boolean> {
  const { kept } = await db.one<{ kept: boolean }>(sql`
    select exists (select 1 from job_stream
      where job_id = ${attempt.jobId} and attempt = ${attempt.number} and sequence = ${sequence}) as kept`);
  return kept;
}

function sequencesOf(records: readonly StreamRecord[]): number[] {
  return records.map(({ sequence }) => sequence);
}

function textsOf(records: readonly StreamRecord[]): string[] {
  return records.map(({ text }) => clean(text));
}

function timesOf(records: readonly StreamRecord[]): Buffer | string[] {
  const times = records.map(({ time }) => time);
  return timeArray(times) ?? times;
}

function valuesOf(records: readonly StreamRecord[]): (string | null)[] {
  return records.map(({ value }) => (value === undefined ? null : cleanJson(value)));
}

/** `JSON.stringify` escapes these alone: NUL and halves of surrogate pairs, which jsonb does not hold. */
const unholdable = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;

function cleanJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(unholdable, (escape) =>
    escape.startsWith('\\u0000') || escape.startsWith('\\ud') ? '\\ufffd' : escape,
  );
}
