import type { Alert, InstallationWorker, Job, Schedule } from '#client';

import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Icon } from '../ui/icons.tsx';
import { Card, Empty, Page, Shown } from '../ui/page.tsx';
import { Status } from '../ui/status.tsx';
import { When } from '../ui/when.tsx';
import { IsolationCard } from './isolation-card.tsx';
import { weakestOf } from './isolation.ts';
import { type Concern, concernsOf } from './concerns.ts';

interface Everything {
  readonly workers: readonly InstallationWorker[];
  readonly jobs: readonly Job[];
  readonly alerts: readonly Alert[];
  readonly schedules: readonly Schedule[];
}

export function OverviewPage() {
  const account = useAccount();
  const loaded = useLoaded<Everything>(
    'overview',
    async (signal) => {
      const [workers, jobs, alerts, schedules] = await Promise.all([
        account.workers(signal),
        account.jobs(signal),
        account.alerts(signal, 'Open'),
        account.schedules(signal),
      ]);
      return { workers, jobs, alerts, schedules };
    },
    4_000,
  );
  return (
    <Page title="Overview">
      <Shown of={loaded}>{(all) => <Overview {...all} />}</Shown>
    </Page>
  );
}

function Overview({ workers, jobs, alerts, schedules }: Everything) {
  const weakest = weakestOf(workers);
  return (
    <>
      <Verdict concerns={concernsOf({ workers, jobs, alerts })} />
      <div className="cards">
        <JobsCard jobs={jobs} />
        <div className="column">
          <NextRuns schedules={schedules} />
          <AlertsCard alerts={alerts} />
        </div>
      </div>
      {weakest === undefined ? (
        <Card title="Isolation">
          <Empty>No worker is there that could say what separates jobs from its machine.</Empty>
        </Card>
      ) : (
        <IsolationCard isolation={weakest.isolation} tried={weakest.selfTest} of={weakest.name} />
      )}
    </>
  );
}

/** The page in one sentence, and what asks for somebody. */
function Verdict({ concerns }: { readonly concerns: readonly Concern[] }) {
  if (concerns.length === 0)
    return (
      <p className="all-well" role="status">
        <Icon name="check" />
        Everything runs as it should.
      </p>
    );
  return (
    <section className="concerns" aria-label="What needs attention">
      <ul>
        {concerns.map(({ text, to, tone }) => (
          <li key={text} className={tone}>
            <Icon name="warning" />
            <Link to={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const active = new Set(['Activating', 'Running', 'Stopping', 'Suspending', 'Resuming', 'Removing']);

function JobsCard({ jobs }: { readonly jobs: readonly Job[] }) {
  const running = jobs.filter(({ status }) => active.has(status)).length;
  const waiting = jobs.filter(({ status }) => status === 'New').length;
  const failed = jobs.filter(({ status }) => status === 'Failed').length;
  return (
    <Card title="Jobs" aside={<Link to="/jobs">All jobs</Link>}>
      <dl className="figures">
        <div>
          <dt>running</dt>
          <dd>{running}</dd>
        </div>
        <div>
          <dt>waiting</dt>
          <dd>{waiting}</dd>
        </div>
        <div className={failed > 0 ? 'bad' : ''}>
          <dt>failed, of the last {jobs.length}</dt>
          <dd>{failed}</dd>
        </div>
      </dl>
      {jobs.length === 0 ? (
        <Empty command="tenantry job start offboard-user -p userPrincipalName=…">
          No job ran yet. Start one from its <Link to="/runbooks">runbook</Link>, or at the command line:
        </Empty>
      ) : (
        <ul className="rows">
          {jobs.slice(0, 7).map((job) => (
            <li key={job.jobId}>
              <Link to={`/jobs/${job.name}`}>{job.runbook.name}</Link>
              <Status status={job.status} />
              <span className="muted">
                <When at={job.creationTime} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NextRuns({ schedules }: { readonly schedules: readonly Schedule[] }) {
  const coming = schedules
    .filter(({ isEnabled, nextRun }) => isEnabled && nextRun !== null)
    .toSorted((a, b) => Date.parse(a.nextRun!) - Date.parse(b.nextRun!));
  return (
    <Card title="Next runs" aside={<Link to="/schedules">All schedules</Link>}>
      {coming.length === 0 ? (
        <Empty command="tenantry schedule create nightly --cron '0 2 * * *'">
          Nothing is scheduled. A schedule is made at the command line:
        </Empty>
      ) : (
        <ul className="rows">
          {coming.slice(0, 5).map(({ name, text, nextRun }) => (
            <li key={name}>
              <Link to={`/schedules/${encodeURIComponent(name)}`}>{name}</Link>
              <span className="muted">{text}</span>
              <When at={nextRun!} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function AlertsCard({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <Card title="Open alerts" aside={<Link to="/alerts">All alerts</Link>}>
      {alerts.length === 0 ? (
        <Empty>None. Alerts tell of failed jobs, missed runs, silent workers, and what expires.</Empty>
      ) : (
        <ul className="rows">
          {alerts.slice(0, 4).map((alert) => (
            <li key={alert.name}>
              <span>{alert.summary}</span>
              <span className="muted">
                <When at={alert.lastSeenTime} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
