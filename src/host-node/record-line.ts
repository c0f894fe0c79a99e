import type { HostFrame } from '#host-protocol';

export type RecordFrame = Extract<HostFrame, { type: 'stream' }>;

/**
 * A record as `JSON.stringify` writes its frame. Runbooks write them by the thousand, and all but the text is known: said
 * member by member it takes a third of the time.
 */
export function recordLine({ stream, text, value, time }: RecordFrame): string {
  const json = value === undefined ? undefined : JSON.stringify(value);
  const valued = json === undefined ? '' : `,"value":${json}`;
  return `{"type":"stream","stream":"${stream}","text":${JSON.stringify(text)}${valued},"time":"${time}"}`;
}
