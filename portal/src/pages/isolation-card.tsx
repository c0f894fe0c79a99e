import type { JobIsolation, SelfTestAttempt } from '#client';

import { Icon, type IconName } from '../ui/icons.tsx';
import { Card, Notice } from '../ui/page.tsx';
import { meaningOf, verdictOf } from './isolation.ts';

const outcomes: Readonly<Record<SelfTestAttempt['outcome'], readonly [IconName, string, string]>> = {
  refused: ['check', 'good', 'refused'],
  unproven: ['question', 'calm', 'proves nothing here'],
  succeeded: ['cross', 'bad', 'worked'],
};

/** What separates jobs from the machine, as the self-test of a worker found it, attempt by attempt. */
export function IsolationCard({
  isolation,
  tried,
  of,
}: {
  readonly isolation: JobIsolation;
  readonly tried?: readonly SelfTestAttempt[] | undefined;
  readonly of?: string;
}) {
  const { tone, title, text } = verdictOf(isolation, tried);
  const { layers = [], detail, remedy } = isolation;
  return (
    <Card
      title="Isolation"
      className="isolation"
      aside={of !== undefined && <span className="muted">{of}</span>}
    >
      {tone === 'bad' ? (
        <Notice tone="bad" title={title}>
          <p>{text}</p>
          {detail !== undefined && <p>{detail}</p>}
          {remedy !== undefined && <p>What to do: {remedy}</p>}
        </Notice>
      ) : (
        <div className="verdict">
          <Icon name="shield" />
          <div>
            <strong>{title}</strong>
            <p>{text}</p>
          </div>
        </div>
      )}
      {layers.length > 0 && (
        <>
          <h3>What stands between a job and the machine</h3>
          <ul className="chips">
            {layers.map((layer) => (
              <li key={layer}>{layer}</li>
            ))}
          </ul>
        </>
      )}
      {tried !== undefined && tried.length > 0 && (
        <>
          <h3>What a job must not be able to do</h3>
          <ul className="attempts">
            {tried.map(({ what, outcome }) => {
              const [icon, tone, word] = outcomes[outcome];
              return (
                <li key={what} className={tone}>
                  <Icon name={icon} />
                  <span>
                    {what}
                    <small>
                      <b>{word}</b> {meaningOf(what)}
                    </small>
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Card>
  );
}
