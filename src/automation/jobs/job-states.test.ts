import { expect, test } from 'vitest';

import {
  type JobStatus,
  before,
  jobStates,
  mayBecome,
  provisioningState,
  shownStatus,
} from './job-states.ts';

const all = Object.keys(jobStates) as JobStatus[];
const ends: readonly JobStatus[] = ['Completed', 'Failed', 'Stopped'];

test('an end is an end: nothing follows it, and each state but an end leads to one', () => {
  expect(all.filter((status) => jobStates[status].ended)).toEqual(ends);
  for (const status of all) {
    const leadsOn = all.some((to) => mayBecome(status, to));
    expect(leadsOn).toBe(!jobStates[status].ended);
    if (leadsOn) expect(ends.some((end) => mayBecome(status, end))).toBe(true);
  }
});

test('a claim is possible from every state that has not ended, but not against a stop', () => {
  expect(before('Activating')).toEqual(['New', 'Activating', 'Running', 'Waiting', 'Resuming']);
});

test('a stop can be asked for until the job has ended, and asked for again', () => {
  expect(before('Stopping')).toEqual(['Activating', 'Running', 'Suspending', 'Stopping']);
  // Nobody has it yet: it needs no asking.
  expect(mayBecome('New', 'Stopped')).toBe(true);
  expect(mayBecome('Stopping', 'Running')).toBe(false);
});

test('a suspended job is with nobody: it is resumed, or stopped at once', () => {
  expect(jobStates.Suspended.next).toEqual(['Resuming', 'Stopped']);
  expect(before('Resuming')).toEqual(['Suspended']);
  expect(mayBecome('Suspending', 'Activating')).toBe(false);
  expect(mayBecome('Stopping', 'Suspended')).toBe(false);
});

test('a job that waits for others is with nobody, and clients see it run', () => {
  expect(jobStates.Waiting.next).toEqual(['Activating', 'Suspended', 'Stopped']);
  expect(before('Waiting')).toEqual(['Activating', 'Running']);
  expect(shownStatus('Waiting')).toBe('Running');
  expect(all.filter((status) => shownStatus(status) !== status)).toEqual(['Waiting']);
});

test('provisioningState is as Azure reports it', () => {
  expect(Object.fromEntries(all.map((status) => [status, provisioningState(status)]))).toEqual({
    New: 'Processing',
    Activating: 'Processing',
    Running: 'Processing',
    Suspending: 'Processing',
    Waiting: 'Processing',
    Suspended: 'Processing',
    Resuming: 'Processing',
    Stopping: 'Processing',
    Completed: 'Succeeded',
    Failed: 'Failed',
    Stopped: 'Succeeded',
  });
});
