import { useState } from 'react';

import type { JobSchedule, Schedule, ScheduleRun } from '#client';

import { ApiError } from '../api/call.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Card, Empty, Notice, Page, Problem, Shown } from '../ui/page.tsx';
import { At, When } from '../ui/when.tsx';

export function SchedulePage({ name }: { readonly name: string }) {
  const account = useAccount();
  const schedule = useLoaded(name, (signal) => account.schedule(name, signal), 10_000);
  const { value } = schedule;
  return (
    <Page
      title={name}
      above={<Link to="/schedules">Schedules</Link>}
      lead={value !== undefined && <p>{value.text}</p>}
      actions={value !== undefined && <Switch schedule={value} changed={schedule.reload} />}
    >
      <Shown of={schedule}>
        {({ error, isEnabled, nextRuns = [], timeZone }) => (
          <>
            {error && (
              <Notice tone="bad" title="It could not be worked out">
                <p>{error}</p>
              </Notice>
            )}
            <div className="cards">
              <Card title="Next runs" aside={<span className="muted">{timeZone}</span>}>
                {!isEnabled || nextRuns.length === 0 ? (
                  <Empty>{isEnabled ? 'There is none any more.' : 'None while it is disabled.'}</Empty>
                ) : (
                  <ol className="rows">
                    {nextRuns.slice(0, 10).map((run) => (
                      <li key={run}>
                        <At time={run} />
                        <span className="muted">
                          <When at={run} />
                        </span>
                      </li>
                    ))}
                  </ol>
                )}
              </Card>
              <Links name={name} />
            </div>
          </>
        )}
      </Shown>
    </Page>
  );
}

function Switch({ schedule, changed }: { readonly schedule: Schedule; changed(): void }) {
  const account = useAccount();
  const [refused, setRefused] = useState<ApiError>();
  const { name, isEnabled } = schedule;
  const turn = async (): Promise<void> => {
    setRefused(undefined);
    try {
      await account.enableSchedule(name, !isEnabled);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError(0, 'Broken', String(error)));
    }
    changed();
  };
  return (
    <>
      <button type="button" onClick={() => void turn()}>
        {isEnabled ? 'Disable' : 'Enable'}
      </button>
      <Problem error={refused} />
    </>
  );
}

interface LinkWithRuns {
  readonly link: JobSchedule;
  readonly runs: readonly ScheduleRun[];
}

/** The runbooks that it starts, and what became of its latest times. */
function Links({ name }: { readonly name: string }) {
  const account = useAccount();
  const loaded = useLoaded<readonly LinkWithRuns[]>(
    `links ${name}`,
    async (signal) => {
      const links = await account.links(signal, name);
      return Promise.all(
        links.map(async (link) => ({ link, runs: await account.runs(link.jobScheduleId, signal) })),
      );
    },
    15_000,
  );
  return (
    <Card title="What it starts">
      <Shown of={loaded}>
        {(links) =>
          links.length === 0 ? (
            <Empty command={`tenantry schedule link ${name} <runbook>`}>
              Nothing yet. A runbook is linked to it:
            </Empty>
          ) : (
            links.map(({ link, runs }) => (
              <div key={link.jobScheduleId} className="linked">
                <h3>
                  <Link to={`/runbooks/${encodeURIComponent(link.runbook.name)}`}>{link.runbook.name}</Link>
                </h3>
                {runs.length === 0 ? (
                  <p className="muted">It has not run yet.</p>
                ) : (
                  <ul className="rows">
                    {runs.slice(0, 5).map(({ dueTime, outcome, job, reason }) => (
                      <li key={dueTime}>
                        <At time={dueTime} />
                        {job === null ? (
                          <span>
                            {outcome}
                            {reason && `: ${reason}`}
                          </span>
                        ) : (
                          <Link to={`/jobs/${job.name ?? job.jobId}`}>a job</Link>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            ))
          )
        }
      </Shown>
    </Card>
  );
}
