import { useState } from 'react';

import type { Alert } from '#client';

import { ApiError } from '../api/call.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Link, go, usePlace } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Empty, Page, Problem, Shown } from '../ui/page.tsx';
import { Pill } from '../ui/status.tsx';
import { When } from '../ui/when.tsx';

const states = ['Open', 'Resolved', 'Expired'] as const;

export function AlertsPage() {
  const account = useAccount();
  const { query } = usePlace();
  const state = states.find((each) => each === query.get('state')) ?? 'Open';
  const loaded = useLoaded(`alerts ${state}`, (signal) => account.alerts(signal, state), 5_000);
  return (
    <Page
      title="Alerts"
      lead={<p>They resolve themselves when what they tell of is over. Snoozed, nobody is told of them.</p>}
    >
      <div className="filters">
        <div className="segments" role="group" aria-label="State">
          {states.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={state === each}
              onClick={() => go(each === 'Open' ? '/alerts' : `/alerts?state=${each}`, { replace: true })}
            >
              {each}
            </button>
          ))}
        </div>
      </div>
      <Shown of={loaded}>
        {(alerts) =>
          alerts.length > 0 ? (
            <ul className="alerts">
              {alerts.map((alert) => (
                <Row key={alert.name} alert={alert} changed={loaded.reload} />
              ))}
            </ul>
          ) : state === 'Open' ? (
            <Empty command="tenantry alert rule set failures job-failed">
              None is open. What alerts are raised for is decided by rules:
            </Empty>
          ) : (
            <Empty>
              None. <Link to="/alerts">Show those that are open</Link>
            </Empty>
          )
        }
      </Shown>
    </Page>
  );
}

const hour = 60 * 60 * 1000;
const snoozes = [
  ['an hour', hour],
  ['a day', 24 * hour],
] as const;

function Row({ alert, changed }: { readonly alert: Alert; changed(): void }) {
  const account = useAccount();
  const [refused, setRefused] = useState<ApiError>();
  const { name, summary, rule, state, count, firstSeenTime, lastSeenTime, snoozedUntil } = alert;
  const snooze = async (until: string | null): Promise<void> => {
    setRefused(undefined);
    try {
      await account.snooze(name, until);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError(0, 'Broken', String(error)));
    }
    changed();
  };
  return (
    <li className="card">
      <div>
        <p className="summary">
          {state !== 'Open' ? (
            <Pill tone="calm" icon="check" text={state} />
          ) : snoozedUntil === null ? (
            <Pill tone="warn" icon="warning" text="Open" />
          ) : (
            <Pill tone="calm" icon="pause" text="Snoozed" />
          )}
          <strong>{summary}</strong>
        </p>
        <p className="muted">
          {rule}, {count === 1 ? 'once' : `${count} times`}, first <When at={firstSeenTime} />, last{' '}
          <When at={lastSeenTime} />
          {snoozedUntil !== null && (
            <>
              , snoozed until <When at={snoozedUntil} />
            </>
          )}
        </p>
        <Problem error={refused} />
      </div>
      {state === 'Open' && (
        <div className="actions">
          {snoozedUntil === null ? (
            snoozes.map(([text, milliseconds]) => (
              <button
                key={text}
                type="button"
                onClick={() => void snooze(new Date(Date.now() + milliseconds).toISOString())}
              >
                Snooze for {text}
              </button>
            ))
          ) : (
            <button type="button" onClick={() => void snooze(null)}>
              Wake
            </button>
          )}
        </div>
      )}
    </li>
  );
}
