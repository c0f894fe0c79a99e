import type { Condition, ConditionName } from '../alert.ts';
import { completionMissing } from './completion-missing.ts';
import { eventSourceFailing } from './event-source-failing.ts';
import { expiring } from './expiring.ts';
import { jobFailed } from './job-failed.ts';
import { jobSilent } from './job-silent.ts';
import { runMissing } from './run-missing.ts';
import { workerStuck } from './worker-stuck.ts';

export const conditionOf: Readonly<Record<ConditionName, Condition>> = {
  'job-failed': jobFailed,
  'run-missing': runMissing,
  'completion-missing': completionMissing,
  expiring,
  'worker-stuck': workerStuck,
  'job-silent': jobSilent,
  'event-source-failing': eventSourceFailing,
};
