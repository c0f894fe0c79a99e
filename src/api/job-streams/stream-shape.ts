import type { Account, Job, JobStream, Position } from '#automation';
import { problem } from '#kernel';

import { childId } from '../resources.ts';
import { ticks, wireTime } from '../wire/time.ts';

const summaryCharacters = 1_000;
const digits = 20;
/** The last part of a stream's id counts over all attempts: the attempt in front, its own number behind. */
const perAttempt = 1_000_000_000_000;

/** `{jobId}_{ticks}_{number}`, both with 20 digits, as Azure makes them. */
export function streamId({ jobId, time, attempt, sequence }: JobStream): string {
  const number = BigInt(attempt) * BigInt(perAttempt) + BigInt(sequence);
  return [jobId, pad(ticks(time.getTime())), pad(number)].join('_');
}

/** Rejects with `JobStreamNotFound` for what is no id of a stream of the job. */
export function positionOf(job: Job, id: string): Position {
  const [, jobId = '', number = ''] = /^([0-9a-f-]{36})_\d{20}_(\d{20})$/i.exec(id) ?? [];
  if (jobId.toLowerCase() !== job.id) throw problem('JobStreamNotFound');
  const attempt = Number(BigInt(number) / BigInt(perAttempt));
  const sequence = Number(BigInt(number) % BigInt(perAttempt));
  if (attempt > 0x7fffffff) throw problem('JobStreamNotFound');
  return { attempt, sequence };
}

/** As lists show it: the beginning of the text, no value. */
export function streamListShape(account: Account, job: Job, record: JobStream) {
  const id = streamId(record);
  return {
    id: childId(account, 'jobs', job.name, 'streams', id),
    properties: {
      jobStreamId: id,
      summary: record.text.slice(0, summaryCharacters),
      time: wireTime(record.time),
      streamType: record.stream,
    },
  };
}

/** With its text, which ends a line, and its value. */
export function streamShape(account: Account, job: Job, record: JobStream) {
  const { id, properties } = streamListShape(account, job, record);
  return {
    id,
    properties: { ...properties, streamText: `${record.text}\r\n`, value: valueShape(record) },
  };
}

/** Scalars as `{ value }`, typed; objects as their properties; a text without a value is its own. */
export function valueShape({ value, text }: JobStream): Record<string, unknown> {
  if (value === null || value === undefined) return { value: text };
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
}

function pad(number: bigint): string {
  return number.toString().padStart(digits, '0');
}
