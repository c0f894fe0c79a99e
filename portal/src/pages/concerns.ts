import type { Alert, InstallationWorker, Job } from '#client';

/** Something that asks for somebody, and where he looks. */
export interface Concern {
  readonly text: string;
  readonly to: string;
  readonly tone: 'bad' | 'warn';
}

export function concernsOf({
  workers,
  jobs,
  alerts,
}: {
  readonly workers: readonly InstallationWorker[];
  readonly jobs: readonly Job[];
  readonly alerts: readonly Alert[];
}): Concern[] {
  const live = workers.filter((worker) => worker.live);
  const open = live.filter(({ isolation }) => isolation.boundary === 'process');
  const awake = alerts.filter(({ snoozedUntil }) => snoozedUntil === null);
  const held = jobs.filter(({ status, waitingBecause }) => status === 'New' && waitingBecause);
  return [
    ...(live.length === 0
      ? [{ text: 'No worker is there: jobs wait until one is.', to: '/workers', tone: 'bad' as const }]
      : []),
    ...(open.length > 0
      ? [
          {
            text: 'Jobs are not isolated from the machine of a worker.',
            to: '/workers',
            tone: 'bad' as const,
          },
        ]
      : []),
    ...(awake.length > 0
      ? [
          {
            text: counted(awake.length, 'alert is open', 'alerts are open'),
            to: '/alerts',
            tone: 'warn' as const,
          },
        ]
      : []),
    ...(held.length > 0
      ? [
          {
            text: counted(
              held.length,
              'job waits for more than a free place',
              'jobs wait for more than a free place',
            ),
            to: '/jobs?status=New',
            tone: 'warn' as const,
          },
        ]
      : []),
  ];
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}.`;
