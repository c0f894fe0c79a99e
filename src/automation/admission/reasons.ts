/**
 * Why a job is not in the queue yet: its account or its runbook has as many jobs as it may, others with its key run, or it is
 * for later. `group` was an earlier version's word for one that is for a hybrid worker group.
 */
export type HeldBecause = 'account' | 'runbook' | 'key' | 'time' | 'group';

/** How a runbook takes a job while it has as many as it may. */
export type WhenBusy = 'queue' | 'skip' | 'replace';

export interface Concurrency {
  /** Null for no limit. */
  readonly mostAtOnce: number | null;
  /** Keep the job until another one has ended, refuse it, or stop the oldest for it. */
  readonly whenBusy: WhenBusy;
}
