import { useState } from 'react';

import type { Job } from '#client';

import { ApiError } from '../api/call.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount, useSession } from '../session-context.ts';
import { Card, Empty, Notice, Page, Problem, Shown } from '../ui/page.tsx';
import { Status } from '../ui/status.tsx';
import { At, Took } from '../ui/when.tsx';
import { IsolationCard } from './isolation-card.tsx';
import { Calls } from './job-calls.tsx';
import { Log } from './job-log.tsx';
import { Steps } from './job-steps.tsx';
import { actionsOf } from './job-actions.ts';
import { useJob } from './use-job.ts';

export function JobPage({ name }: { readonly name: string }) {
  const { job, records, steps, live } = useJob(name);
  const { value } = job;
  return (
    <Page
      title={value?.runbook.name ?? 'Job'}
      above={
        <>
          <Link to="/jobs">Jobs</Link> <span className="id">{name}</span>
        </>
      }
      lead={value !== undefined && <div aria-live="polite">{<Status status={value.status} />}</div>}
      actions={value !== undefined && <Actions job={value} changed={job.reload} />}
    >
      <Shown of={job}>
        {(value) => (
          <>
            {value.waitingBecause && (
              <Notice tone="warn" title="It waits">
                <p>{value.waitingBecause}</p>
              </Notice>
            )}
            {value.exception && (
              <Notice tone="bad" title="It failed">
                <pre className="exception">{value.exception}</pre>
              </Notice>
            )}
            <Facts job={value} />
            <Log
              records={records}
              live={live}
              waiting={value.startTime === null || value.startTime === undefined}
            />
            <div className="cards">
              <Steps steps={steps} from={value.startTime ?? value.creationTime} />
              <Parameters job={value} />
            </div>
            <CallsCard name={name} status={value.status} />
            {value.isolation ? (
              <IsolationCard isolation={value.isolation} of="of this job" />
            ) : (
              <Card title="Isolation">
                <Empty>It has not begun: what separates it from the machine is known when it has.</Empty>
              </Card>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Actions({ job, changed }: { readonly job: Job; changed(): void }) {
  const account = useAccount();
  const [busy, setBusy] = useState('');
  const [refused, setRefused] = useState<ApiError>();
  async function act(action: 'stop' | 'suspend' | 'resume'): Promise<void> {
    setBusy(action);
    setRefused(undefined);
    try {
      await account.act(job.name, action);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError(0, 'Broken', String(error)));
    }
    setBusy('');
    changed();
  }
  return (
    <>
      <Link className="button" to={`/runbooks/${encodeURIComponent(job.runbook.name)}/start`}>
        Start again
      </Link>
      {actionsOf(job.status).map(({ action, text, danger }) => (
        <button
          key={action}
          type="button"
          className={danger ? 'danger' : ''}
          disabled={busy !== ''}
          onClick={() => void act(action)}
        >
          {text}
        </button>
      ))}
      <Problem error={refused} />
    </>
  );
}

function Facts({ job }: { readonly job: Job }) {
  const { creationTime, startTime, endTime, startedBy, tenant, runOn, attempt, engine, parent } = job;
  const session = useSession();
  const facts = [
    ['Created', <At key="c" time={creationTime} />],
    ['Waited', <Took key="w" from={creationTime} to={startTime ?? endTime} />],
    ['Took', startTime ? <Took key="t" from={startTime} to={endTime} /> : '–'],
    ['Started by', startedBy === session?.principalId ? 'you' : startedBy],
    ['Works on', tenant === undefined || tenant === 'main' ? 'main' : `${tenant} (a fork: a rehearsal)`],
    ['Runs on', runOn ? `the group ${runOn}` : undefined],
    ['Attempt', attempt ? String(attempt) : undefined],
    ['Engine', engine],
    [
      'Started from',
      parent ? (
        <Link key="p" to={`/jobs/${parent.name}`}>
          another job
        </Link>
      ) : undefined,
    ],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(
        ([term, text]) =>
          text && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Parameters({ job }: { readonly job: Job }) {
  const all = Object.entries(job.parameters ?? {});
  return (
    <Card title="Parameters">
      {all.length === 0 ? (
        <Empty>It was given none.</Empty>
      ) : (
        <dl className="given">
          {all.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function CallsCard({ name, status }: { readonly name: string; readonly status: string }) {
  const account = useAccount();
  const calls = useLoaded(
    `calls ${name} ${status}`,
    (signal) => account.calls(name, signal),
    status === 'Running' ? 3_000 : undefined,
  );
  return (
    <Card
      title="Calls to the tenant and elsewhere"
      aside={calls.value !== undefined && <span className="muted">{calls.value.length}</span>}
    >
      <Shown of={calls}>
        {(all) =>
          all.length === 0 ? (
            <Empty>It called nobody. Every call of a job passes the gateway, and is listed here.</Empty>
          ) : (
            <Calls calls={all} />
          )
        }
      </Shown>
    </Card>
  );
}
