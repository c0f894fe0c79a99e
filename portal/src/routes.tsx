import type { ReactNode } from 'react';

import { AlertsPage } from './pages/alerts.tsx';
import { JobPage } from './pages/job.tsx';
import { JobsPage } from './pages/jobs.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { RunbookPage } from './pages/runbook.tsx';
import { RunbooksPage } from './pages/runbooks.tsx';
import { SchedulePage } from './pages/schedule.tsx';
import { SchedulesPage } from './pages/schedules.tsx';
import { StartPage } from './pages/start.tsx';
import { WorkersPage } from './pages/workers.tsx';
import type { IconName } from './ui/icons.tsx';

type Values = Readonly<Record<string, string>>;

/** The map of the portal. `key` makes a page anew when it is about something else. */
export const routes: readonly (readonly [pattern: string, page: (values: Values) => ReactNode])[] = [
  ['/', () => <OverviewPage />],
  ['/jobs', () => <JobsPage />],
  ['/jobs/:job', ({ job = '' }) => <JobPage key={job} name={job} />],
  ['/runbooks', () => <RunbooksPage />],
  ['/runbooks/:runbook', ({ runbook = '' }) => <RunbookPage key={runbook} name={runbook} />],
  ['/runbooks/:runbook/start', ({ runbook = '' }) => <StartPage key={runbook} name={runbook} />],
  ['/schedules', () => <SchedulesPage />],
  ['/schedules/:schedule', ({ schedule = '' }) => <SchedulePage key={schedule} name={schedule} />],
  ['/workers', () => <WorkersPage />],
  ['/alerts', () => <AlertsPage />],
];

/** What stands in the navigation, in this order. */
export const sections: readonly (readonly [path: string, text: string, icon: IconName])[] = [
  ['/', 'Overview', 'overview'],
  ['/jobs', 'Jobs', 'jobs'],
  ['/runbooks', 'Runbooks', 'runbooks'],
  ['/schedules', 'Schedules', 'schedules'],
  ['/workers', 'Workers', 'workers'],
  ['/alerts', 'Alerts', 'alerts'],
];
