import { describe } from 'vitest';

import { askingPromises } from './asking.ts';
import { childPromises } from './children.ts';
import { claimingPromises } from './claiming.ts';
import { jobLifePromises } from './job-life.ts';
import { recordPromises } from './records.ts';
import { stalenessPromises } from './staleness.ts';
import { stepPromises } from './steps.ts';
import { stoppingPromises } from './stopping.ts';
import { suspendingPromises } from './suspending.ts';
import type { LinkUnderTest } from './link-under-test.ts';
import { createTrial } from './trial.ts';

/** Holds an implementation of `WorkerLink` to what workers rely on. Each test makes work of its own and leaves none. */
export function workerLinkSuite(
  name: string,
  make: () => Promise<LinkUnderTest>,
  { builds = true }: { /** Whether it is given builds. */ readonly builds?: boolean } = {},
): void {
  describe(name, () => {
    const trial = createTrial(make);
    claimingPromises(trial, builds);
    stepPromises(trial);
    recordPromises(trial);
    askingPromises(trial);
    stalenessPromises(trial);
    jobLifePromises(trial);
    stoppingPromises(trial);
    suspendingPromises(trial);
    childPromises(trial);
  });
}
