import { parseIsoTime } from '#kernel';

/** `2026-01-31` and `2026-01-31T08:00:00Z`, as rules write them without quotes. */
export function readInstant(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)
    ? parseIsoTime(text)
    : undefined;
}
