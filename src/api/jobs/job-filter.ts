import type { JobFilter } from '#automation';

import { type FilterSheet, parseFilter } from '../filter/filter.ts';

const sheet = {
  'runbook/name': { type: 'text', operators: ['eq'] },
  status: { type: 'text', operators: ['eq'] },
  creationTime: { type: 'time', operators: ['ge'] },
  startTime: { type: 'time', operators: ['ge'] },
  endTime: { type: 'time', operators: ['le'] },
} as const satisfies FilterSheet;

/** What Az and the SDKs ask of a list of jobs. Of two terms on one property the later counts. */
export function readJobFilter(text: string | undefined): JobFilter {
  const filter: { -readonly [Name in keyof JobFilter]: JobFilter[Name] } = {};
  for (const { property, value } of parseFilter(text, sheet)) {
    if (property === 'runbook/name') filter.runbookName = value;
    else if (property === 'status') filter.status = value;
    else if (property === 'creationTime') filter.createdFrom = new Date(value);
    else if (property === 'startTime') filter.startedFrom = new Date(value);
    else filter.endedUntil = new Date(value);
  }
  return filter;
}
