import { TenantryError, isProblem, newId } from '#kernel';
import type { Transaction } from '#store';

import { type Made, type TogetherJob, insertJobs } from '../jobs/together.ts';
import type { FiringOptions, Recorded, Wanted } from './run.ts';
import { openLinkParameters } from './job-schedules.ts';

/** For each time of each link the job that was made, or why there is none. Those of an account are made together. */
export async function startRuns(
  tx: Transaction,
  options: FiringOptions,
  wanted: readonly Wanted[],
): Promise<Recorded[]> {
  const recorded = wanted.flatMap(({ link, window: { due, skipped } }): Recorded[] =>
    skipped === undefined ? [] : [{ link, due, outcome: 'skipped', jobId: null, reason: skipped }],
  );
  const starting = wanted.filter(({ window }) => window.skipped === undefined);
  for (const [id, own] of Map.groupBy(starting, ({ link }) => link.accountId)) {
    const jobs = own.map((each) => jobOf(options, each));
    const made = await insertJobs(tx, options, { ...own[0]!.schedule.account, id }, jobs);
    recorded.push(...own.map((each, at) => outcome(options, each, made[at]!)));
  }
  return recorded;
}

function jobOf({ vault, ready: links }: FiringOptions, { schedule, link }: Wanted): TogetherJob {
  const ready = links.take(link);
  return {
    name: newId(),
    isNameNew: true,
    runbook: link.runbook,
    parameters: ready?.parameters ?? openLinkParameters(vault, schedule.accountId, link.id, link.sealed),
    ahead: ready?.job,
    runOn: link.runOn ?? undefined,
    order: link.order,
    tenant: 'main',
    // Who started it: the schedule stands in the audit and in the job's startedBy.
    actor: { objectId: `schedules/${schedule.name}` },
  };
}

function outcome(
  { logger }: FiringOptions,
  { schedule, link, window: { due } }: Wanted,
  made: Made,
): Recorded {
  if (!(made instanceof TenantryError)) return { link, due, outcome: 'job', jobId: made.id, reason: null };
  logger.warn('a schedule could not start its runbook', {
    schedule: schedule.name,
    runbook: link.runbook,
    error: made,
  });
  const skipped = isProblem(made, 'RunbookBusy');
  return { link, due, outcome: skipped ? 'skipped' : 'failed', jobId: null, reason: made.message };
}
