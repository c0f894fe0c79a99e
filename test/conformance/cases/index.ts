import type { ConformanceCase } from '../harness.ts';
import { accountCases } from './accounts.ts';
import { assetCases } from './assets.ts';
import { environmentCases } from './environments.ts';
import { importCases } from './imports.ts';
import { installationCases } from './installation.ts';
import { hybridWorkerCases } from './hybrid-workers.ts';
import { jobCases } from './jobs.ts';
import { moduleCases } from './modules.ts';
import { notOfferedCases } from './not-offered.ts';
import { runbookContentCases } from './runbook-contents.ts';
import { reviewCases } from './reviews.ts';
import { runbookCases } from './runbooks.ts';
import { surroundingCases } from './surroundings.ts';
import { scheduleCases } from './schedules.ts';
import { sourceControlCases } from './source-control.ts';
import { testJobCases } from './test-jobs.ts';
import { webhookCases } from './webhooks.ts';

/** Everything that is shown to clients. A new operation comes with a case here, in the file of its resource. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...accountCases,
  ...runbookCases,
  ...runbookContentCases,
  ...reviewCases,
  ...testJobCases,
  ...sourceControlCases,
  ...jobCases,
  ...scheduleCases,
  ...webhookCases,
  ...assetCases,
  ...moduleCases,
  ...environmentCases,
  ...importCases,
  ...surroundingCases,
  ...installationCases,
  ...hybridWorkerCases,
  ...notOfferedCases,
];
