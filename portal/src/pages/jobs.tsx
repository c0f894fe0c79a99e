import { useId, useState } from 'react';

import type { Job } from '#client';

import { useLoaded } from '../api/use-loaded.ts';
import { Link, go, usePlace } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Empty, Page, Shown } from '../ui/page.tsx';
import { Status, jobStatuses } from '../ui/status.tsx';
import { Took, When } from '../ui/when.tsx';
import { Table } from '../ui/table.tsx';

const shown = 100;

/** The filter stands in the address: it can be kept, and sent to somebody. */
export function JobsPage() {
  const account = useAccount();
  const { query } = usePlace();
  const [status, runbook] = [query.get('status') ?? undefined, query.get('runbook') ?? undefined];
  const [live, setLive] = useState(true);
  const filter = { ...(status && { status }), ...(runbook && { runbook }) };
  const name = `jobs ${status} ${runbook}`;
  const loaded = useLoaded(name, (signal) => account.jobs(signal, filter, shown), live ? 2_000 : undefined);
  return (
    <Page
      title="Jobs"
      lead={<p>The newest first. A job is durable from the moment it is accepted.</p>}
      actions={
        <label className="switch">
          <input type="checkbox" checked={live} onChange={() => setLive(!live)} />
          Live
        </label>
      }
    >
      <Filters status={status} runbook={runbook} />
      <Shown of={loaded}>
        {(jobs) =>
          jobs.length === 0 ? (
            <None filtered={name !== 'jobs undefined undefined'} />
          ) : (
            <JobsTable jobs={jobs} />
          )
        }
      </Shown>
    </Page>
  );
}

function Filters({
  status,
  runbook,
}: {
  readonly status: string | undefined;
  readonly runbook: string | undefined;
}) {
  const account = useAccount();
  const { value: runbooks = [] } = useLoaded('runbook names', (signal) => account.runbooks(signal));
  const choose = (change: { status?: string | undefined; runbook?: string | undefined }): void => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ status, runbook, ...change }))
      if (value) query.set(name, value);
    go(`/jobs${query.size === 0 ? '' : `?${query}`}`, { replace: true });
  };
  const id = useId();
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <div className="segments" role="group" aria-label="Status">
        {[undefined, ...jobStatuses].map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            aria-pressed={status === each}
            onClick={() => choose({ status: each })}
          >
            {each === undefined ? 'All' : each === 'New' ? 'Waiting' : each}
          </button>
        ))}
      </div>
      <div className="field inline">
        <label htmlFor={id}>Runbook</label>
        <select id={id} value={runbook ?? ''} onChange={({ target }) => choose({ runbook: target.value })}>
          <option value="">All</option>
          {runbook !== undefined && !runbooks.some(({ name }) => name === runbook) && (
            <option>{runbook}</option>
          )}
          {runbooks.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
    </form>
  );
}

function None({ filtered }: { readonly filtered: boolean }) {
  if (filtered)
    return (
      <Empty>
        No job is like that. <Link to="/jobs">Show all jobs</Link>
      </Empty>
    );
  return (
    <Empty command="tenantry job start offboard-user -p userPrincipalName=…">
      No job ran yet. Start one from its <Link to="/runbooks">runbook</Link>, or at the command line:
    </Empty>
  );
}

function JobsTable({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <>
      <Table
        caption="Jobs"
        columns={[
          'Runbook',
          'Status',
          'Created',
          { head: 'Took', className: 'number wide' },
          { head: 'Waits because', className: 'wide' },
        ]}
      >
        {jobs.map((job) => (
          <tr key={job.jobId}>
            <th scope="row">
              <Link to={`/jobs/${job.name}`}>{job.runbook.name}</Link>
              <small className="id">{job.name.slice(0, 8)}</small>
            </th>
            <td>
              <Status status={job.status} />
            </td>
            <td>
              <When at={job.creationTime} />
            </td>
            <td className="number wide">
              {job.startTime ? <Took from={job.startTime} to={job.endTime} /> : '–'}
            </td>
            <td className="muted wide">{job.waitingBecause ?? ''}</td>
          </tr>
        ))}
      </Table>
      {jobs.length >= shown && <p className="muted">Older jobs are not shown; the filters find them.</p>}
    </>
  );
}
