import { type SyntheticEvent, useId, useRef, useState } from 'react';

import { ApiError } from '../api/call.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Link, go } from '../router/router.tsx';
import { useAccount } from '../session-context.ts';
import { Field } from '../ui/field.tsx';
import { Page, Shown } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { type Parameter, faultOf, initialOf, kindOf, kindTexts, valuesOf } from './parameters.ts';

export function StartPage({ name }: { readonly name: string }) {
  const account = useAccount();
  const runbook = useLoaded(name, (signal) => account.runbook(name, signal));
  return (
    <Page
      title={`Start ${name}`}
      above={<Link to={`/runbooks/${encodeURIComponent(name)}`}>{name}</Link>}
      lead={runbook.value?.description && <p>{runbook.value.description}</p>}
    >
      <Shown of={runbook}>
        {({ parameters = {} }) => <StartForm runbook={name} parameters={parameters} />}
      </Shown>
    </Page>
  );
}

function StartForm({
  runbook,
  parameters,
}: {
  readonly runbook: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}) {
  const account = useAccount();
  const all = Object.entries(parameters).toSorted(([, a], [, b]) => a.position - b.position);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(all.map(([name, parameter]) => [name, initialOf(parameter)])),
  );
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<ApiError>();
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const place = useRef({ tenant: '', runOn: '' });

  async function send(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const found = Object.fromEntries(
      all.flatMap(([name, parameter]) => {
        const fault = faultOf(parameter, texts[name] ?? '');
        return fault === undefined ? [] : [[name, fault]];
      }),
    );
    setFaults(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
      return;
    }
    setSending(true);
    const { tenant, runOn } = place.current;
    try {
      const job = await account.start({
        runbook,
        parameters: valuesOf(parameters, texts),
        ...(tenant.trim() !== '' && { tenant: tenant.trim() }),
        ...(runOn.trim() !== '' && { runOn: runOn.trim() }),
      });
      go(`/jobs/${job}`);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError(0, 'Broken', String(error)));
      setSending(false);
    }
  }

  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void send(event)}>
      {refused !== undefined && <Refusal error={refused} />}
      {all.length === 0 && <p>It takes no parameters.</p>}
      {all.map(([name, parameter]) => (
        <Field
          key={name}
          name={name}
          label={name}
          kind={kindOf(parameter)}
          needed={parameter.isMandatory}
          choices={parameter.allowedValues}
          hint={parameter.description ?? kindTexts[kindOf(parameter)]}
          fault={faults[name]}
          value={texts[name] ?? ''}
          onChange={(text) => setTexts((before) => ({ ...before, [name]: text }))}
        />
      ))}
      <Where onChange={(change) => Object.assign(place.current, change)} />
      <div className="actions">
        <button type="submit" className="main" disabled={sending}>
          {sending ? 'Starting…' : 'Start'}
        </button>
        <Link className="button" to={`/runbooks/${encodeURIComponent(runbook)}`}>
          Cancel
        </Link>
      </div>
    </form>
  );
}

/** On what it works and where it runs; most of the time neither is asked for. */
function Where({ onChange }: { readonly onChange: (change: { tenant?: string; runOn?: string }) => void }) {
  const account = useAccount();
  const { value: groups = [] } = useLoaded('groups', (signal) => account.groups(signal));
  const [tenant, runOn] = [useId(), useId()];
  return (
    <details>
      <summary>Rehearse it, or run it elsewhere</summary>
      <div className="field">
        <label htmlFor={tenant}>Tenant to work on</label>
        <input
          id={tenant}
          type="text"
          spellCheck={false}
          aria-describedby={`${tenant}-hint`}
          onChange={({ target }) => onChange({ tenant: target.value })}
        />
        <p className="hint" id={`${tenant}-hint`}>
          Empty for main. On a fork nothing happens to anybody: <code>tenantry tenant fork rehearsal</code>{' '}
          makes one, and <code>tenantry tenant diff rehearsal</code> says what the job would have changed.
        </p>
      </div>
      <div className="field">
        <label htmlFor={runOn}>Hybrid worker group</label>
        <select id={runOn} onChange={({ target }) => onChange({ runOn: target.value })}>
          <option value="">None: a worker of the installation</option>
          {groups.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
    </details>
  );
}
