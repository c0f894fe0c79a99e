import { useLoaded } from '../api/use-loaded.ts';
import { Link } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Card, Empty, Page, Shown } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';
import { type Parameter, kindOf, kindTexts } from './parameters.ts';
import { stateText } from './runbooks.tsx';
import { Source } from './source.tsx';

export function RunbookPage({ name }: { readonly name: string }) {
  const account = useAccount();
  const runbook = useLoaded(name, (signal) => account.runbook(name, signal));
  const path = `/runbooks/${encodeURIComponent(name)}`;
  const { value } = runbook;
  return (
    <Page
      title={name}
      above={<Link to="/runbooks">Runbooks</Link>}
      lead={value?.description && <p>{value.description}</p>}
      actions={
        <>
          <Link className="button" to={`/jobs?runbook=${encodeURIComponent(name)}`}>
            Its jobs
          </Link>
          {value !== undefined && value.state !== 'New' && (
            <Link className="button main" to={`${path}/start`}>
              Start
            </Link>
          )}
        </>
      }
    >
      <Shown of={runbook}>
        {({ runbookType, state, lastModifiedTime, parameters = {}, concurrency }) => (
          <>
            <dl className="facts">
              <div>
                <dt>Language</dt>
                <dd>{runbookType}</dd>
              </div>
              <div>
                <dt>State</dt>
                <dd>{stateText(state)}</dd>
              </div>
              <div>
                <dt>Changed</dt>
                <dd>
                  <When at={lastModifiedTime} />
                </dd>
              </div>
              <div>
                <dt>At once</dt>
                <dd>{concurrency.mostAtOnce ?? 'any number'}</dd>
              </div>
            </dl>
            <Parameters of={parameters} />
            {state === 'New' ? (
              <Empty command={`tenantry runbook publish ${name}`}>Its draft was never published:</Empty>
            ) : (
              <Content name={name} type={runbookType} />
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Parameters({ of }: { readonly of: Readonly<Record<string, Parameter>> }) {
  const all = Object.entries(of).toSorted(([, a], [, b]) => a.position - b.position);
  if (all.length === 0) return null;
  return (
    <Card title="Parameters">
      <ul className="rows">
        {all.map(([name, parameter]) => (
          <li key={name}>
            <code>{name}</code>
            <span className="muted">{parameter.description ?? kindTexts[kindOf(parameter)]}</span>
            <span>{parameter.isMandatory ? 'needed' : `else ${parameter.defaultValue ?? 'nothing'}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Content({ name, type }: { readonly name: string; readonly type: string }) {
  const account = useAccount();
  const content = useLoaded(`content ${name}`, (signal) => account.content(name, signal));
  return (
    <Card title="Published source">
      <Shown of={content}>{(text) => <Source text={text} type={type} />}</Shown>
    </Card>
  );
}
