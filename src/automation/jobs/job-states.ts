/**
 * The life of a job. Names are Azure's; the portal calls New "Queued" and Activating "Starting". The one table that
 * every statement on a job's status goes by.
 */
export const jobStates = {
  New: { next: ['Activating', 'Suspended', 'Stopped'], ended: false },
  // Activating again: the next attempt, after a worker fell silent or let go.
  Activating: {
    next: [
      'Activating',
      'Running',
      'Suspending',
      'Suspended',
      'Waiting',
      'Stopping',
      'Completed',
      'Failed',
      'Stopped',
    ],
    ended: false,
  },
  Running: {
    next: ['Activating', 'Suspending', 'Suspended', 'Waiting', 'Stopping', 'Completed', 'Failed', 'Stopped'],
    ended: false,
  },
  // Until its next checkpoint, if one comes: a workflow that has none left runs to its end.
  Suspending: {
    next: ['Suspending', 'Suspended', 'Stopping', 'Completed', 'Failed', 'Stopped'],
    ended: false,
  },
  // For jobs that it started: no worker has it, and its next attempt comes when they have ended. Clients see Running.
  Waiting: { next: ['Activating', 'Suspended', 'Stopped'], ended: false },
  // No worker has it.
  Suspended: { next: ['Resuming', 'Stopped'], ended: false },
  Resuming: { next: ['Activating', 'Suspended', 'Stopped'], ended: false },
  // A job may finish before the stop reaches it, and says then how it did.
  Stopping: { next: ['Stopped', 'Completed', 'Failed', 'Stopping'], ended: false },
  Completed: { next: [], ended: true },
  Failed: { next: [], ended: true },
  Stopped: { next: [], ended: true },
} as const satisfies Readonly<Record<string, { readonly next: readonly string[]; readonly ended: boolean }>>;

export type JobStatus = keyof typeof jobStates;

export function mayBecome(from: JobStatus, to: JobStatus): boolean {
  return (jobStates[from].next as readonly string[]).includes(to);
}

/** Those from which a job may become `to`: for the condition of an update. */
export function before(to: JobStatus): JobStatus[] {
  return (Object.keys(jobStates) as JobStatus[]).filter((from) => mayBecome(from, to));
}

/** As clients are told: Azure has no name for a job that waits without a worker. */
export function shownStatus(status: JobStatus): JobStatus {
  return status === 'Waiting' ? 'Running' : status;
}

/** As Azure reports it beside the status. */
export function provisioningState(status: JobStatus): string {
  if (status === 'Failed') return 'Failed';
  return jobStates[status].ended ? 'Succeeded' : 'Processing';
}
