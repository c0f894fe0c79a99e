import type { HybridWorker, InstallationWorker, JobIsolation, WorkerGroup } from '#client';

import { useLoaded } from '../api/use-loaded.ts';
import { useAccount } from '../session-context.ts';
import { Card, Empty, Page, Shown } from '../ui/page.tsx';
import { Pill } from '../ui/status.tsx';
import { When } from '../ui/when.tsx';
import { IsolationCard } from './isolation-card.tsx';

interface Group {
  readonly group: WorkerGroup;
  readonly workers: readonly HybridWorker[];
}

export function WorkersPage() {
  const account = useAccount();
  const own = useLoaded('workers', (signal) => account.workers(signal), 5_000);
  const groups = useLoaded<readonly Group[]>(
    'groups',
    async (signal) => {
      const all = await account.groups(signal);
      return Promise.all(
        all.map(async (group) => ({ group, workers: await account.groupWorkers(group.name, signal) })),
      );
    },
    5_000,
  );
  return (
    <Page title="Workers" lead={<p>What runs jobs, and what separates those from its machine.</p>}>
      <Shown of={own}>{(workers) => <Own workers={workers} />}</Shown>
      <Shown of={groups}>{(all) => <Groups groups={all} />}</Shown>
    </Page>
  );
}

function Own({ workers }: { readonly workers: readonly InstallationWorker[] }) {
  if (workers.length === 0)
    return (
      <Card title="Of the installation">
        <Empty command="tenantry start">None was heard of within a day. One starts with the system:</Empty>
      </Card>
    );
  return (
    <>
      <Card title="Of the installation">
        <ul className="rows">
          {workers.map(({ name, live, places, operatingSystem, startedTime, lastSeenTime, isolation }) => (
            <li key={name}>
              <strong>{name}</strong>
              <Live live={live} />
              <Boundary of={isolation} />
              <span className="muted">
                {places} jobs at once, {operatingSystem},{' '}
                {live ? (
                  <>
                    since <When at={startedTime} />
                  </>
                ) : (
                  <>
                    last seen <When at={lastSeenTime} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {workers
        .filter(({ live }) => live)
        .map(({ name, isolation, selfTest }) => (
          <IsolationCard key={name} isolation={isolation} tried={selfTest} of={name} />
        ))}
    </>
  );
}

function Groups({ groups }: { readonly groups: readonly Group[] }) {
  if (groups.length === 0)
    return (
      <Card title="Hybrid worker groups">
        <Empty command={'tenantry worker group create onprem\ntenantry worker token create --group onprem'}>
          There is none. A group is for workers on other machines, which join it with a token:
        </Empty>
      </Card>
    );
  return groups.map(({ group, workers }) => (
    <Card key={group.name} title={`Group ${group.name}`}>
      {workers.length === 0 ? (
        <Empty command={`tenantry worker token create --group ${group.name}`}>
          No worker is in it: jobs for it wait. One joins with a token:
        </Empty>
      ) : (
        <ul className="rows">
          {workers.map(
            ({ name, workerName, live, operatingSystem, lastSeenDateTime, revokedDateTime, isolation }) => (
              <li key={name}>
                <strong>{workerName}</strong>
                {revokedDateTime ? (
                  <Pill tone="bad" icon="cross" text="Revoked" />
                ) : (
                  <Live live={live === true} />
                )}
                {isolation && <Boundary of={isolation} />}
                <span className="muted">
                  {operatingSystem ?? 'never joined'}
                  {lastSeenDateTime && (
                    <>
                      , last seen <When at={lastSeenDateTime} />
                    </>
                  )}
                </span>
              </li>
            ),
          )}
        </ul>
      )}
    </Card>
  ));
}

function Live({ live }: { readonly live: boolean }) {
  return live ? (
    <Pill tone="good" icon="check" text="Live" />
  ) : (
    <Pill tone="calm" icon="cross" text="Silent" />
  );
}

function Boundary({ of: { boundary } }: { readonly of: JobIsolation }) {
  return boundary === 'process' ? (
    <Pill tone="bad" icon="warning" text="Not isolated" />
  ) : (
    <Pill tone="good" icon="shield" text="Sandboxed" />
  );
}
