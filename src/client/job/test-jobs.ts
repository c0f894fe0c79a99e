import { type BodyOf, type Arm, armCall, segment } from '../arm/arm.ts';
import type { JobProperties } from './job.ts';
import type { JobRequest } from './jobs.ts';
import { type JobRecords, act, jobRecords } from './records.ts';

/** The run of a runbook's draft. */
export type TestJob = Pick<JobProperties, 'status' | 'runbook' | 'creationTime' | 'lastModifiedTime'> &
  Partial<
    Pick<
      JobProperties,
      | 'jobId'
      | 'statusDetails'
      | 'startTime'
      | 'endTime'
      | 'exception'
      | 'parameters'
      | 'runOn'
      | 'tenant'
      | 'attempt'
      | 'engine'
      | 'environmentLock'
    >
  >;

export interface TestJobRequest extends Omit<JobRequest, 'runbook'> {
  /** Instead of the runbook's own. */
  readonly runtimeEnvironment?: string;
}

/** Drafts, run without being published: one test job a runbook, by the runbook's name, and in no list of jobs. */
export interface TestJobs extends JobRecords {
  /** Takes the place of the test job before it, which must have ended. */
  start(runbook: string, request?: TestJobRequest): Promise<TestJob>;
  get(runbook: string): Promise<TestJob>;
  stop(runbook: string): Promise<void>;
  /** At its next checkpoint: workflows only. */
  suspend(runbook: string): Promise<void>;
  resume(runbook: string): Promise<void>;
}

export function testJobs(arm: Arm): TestJobs {
  const at = (runbook: string, rest = ''): string => `/runbooks/${segment(runbook)}/draft/testJob${rest}`;
  const call = async (
    runbook: string,
    how: { readonly method?: 'PUT'; readonly json?: BodyOf<'TestJob_Create'> } = {},
  ): Promise<TestJob> => ({
    runbook: { name: runbook },
    ...(await arm.transport.call(armCall(arm, at(runbook), how))).json<Omit<TestJob, 'runbook'>>(),
  });
  return {
    ...jobRecords(arm, at, (runbook) => call(runbook)),
    start: (runbook, request = {}) => call(runbook, { method: 'PUT', json: request }),
    get: (runbook) => call(runbook),
    stop: (runbook) => act(arm, at(runbook), 'stop'),
    suspend: (runbook) => act(arm, at(runbook), 'suspend'),
    resume: (runbook) => act(arm, at(runbook), 'resume'),
  };
}
