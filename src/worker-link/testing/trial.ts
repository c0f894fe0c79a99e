import { beforeAll, beforeEach, expect } from 'vitest';

import type { AttemptRef, Claim, JobClaim } from '../protocol.ts';
import type { WorkerLink } from '../worker-link.ts';
import type { LinkUnderTest } from './link-under-test.ts';
import { isolation } from './samples.ts';

/** What the promises are tried with. */
export interface Trial {
  /** There from the first `beforeAll` on. */
  readonly tested: LinkUnderTest;
  readonly link: WorkerLink;
  /** Asks for a job. */
  claim(waitMilliseconds?: number, signal?: AbortSignal): Promise<Claim | undefined>;
  /** The claim of that job; any other is a failure. */
  claimJob(jobId: string): Promise<JobClaim>;
  /** A new job, claimed and started. */
  running(): Promise<AttemptRef>;
  nextAttempt(attempt: AttemptRef): Promise<JobClaim>;
}

export function createTrial(make: () => Promise<LinkUnderTest>): Trial {
  let tested: LinkUnderTest;
  const trial: Trial = {
    get tested() {
      return tested;
    },
    get link() {
      return tested.link;
    },
    claim: (waitMilliseconds = 10_000, signal) =>
      tested.link.claim({ worker: 'w1', kinds: ['job'], waitMilliseconds }, signal),
    async claimJob(jobId) {
      const claimed = await trial.claim();
      expect(claimed).toMatchObject({ kind: 'job', attempt: { jobId } });
      return claimed as JobClaim;
    },
    async running() {
      const { attempt } = await trial.claimJob(await tested.newJob());
      await tested.link.started(attempt, { isolation, engine: 'test 1' });
      return attempt;
    },
    async nextAttempt({ jobId }) {
      await tested.abandon(jobId);
      return trial.claimJob(jobId);
    },
  };
  beforeAll(async () => {
    tested = await make();
  });
  beforeEach(async () => {
    expect(await trial.claim(0), 'a test left work behind').toBeUndefined();
  });
  return trial;
}
