import { isoTime, systemClock } from '#kernel';

import type { CallRecord, JobEnd, StreamRecord } from '../protocol.ts';

export const isolation = { boundary: 'process', egressEnforced: false, detail: 'a test' } as const;
export const completed: JobEnd = { status: 'Completed', exitCode: 0, durationMilliseconds: 1 };
export const failed: JobEnd = { status: 'Failed', exception: 'broke', durationMilliseconds: 1 };
const now = (): string => isoTime(systemClock.now());

export const record = (sequence: number, text: string, value?: unknown): StreamRecord => ({
  sequence,
  stream: 'Output',
  text,
  ...(value !== undefined && { value }),
  time: now(),
});
export const call = (sequence: number): CallRecord => ({
  sequence,
  method: 'GET',
  host: 'graph.microsoft.com',
  pathTemplate: '/v1.0/users/{id}',
  status: 200,
  milliseconds: 1.5,
  refused: false,
  time: now(),
});
