/** Why a job is not in the queue yet: its account, or its runbook, has as many jobs as it may. */
export type HeldBecause = 'account' | 'runbook';

/** How a runbook takes a job while it has as many as it may. */
export type WhenBusy = 'queue' | 'skip' | 'replace';

export interface Concurrency {
  /** Null for no limit. */
  readonly mostAtOnce: number | null;
  /** Keep the job until another one has ended, refuse it, or stop the oldest for it. */
  readonly whenBusy: WhenBusy;
}
