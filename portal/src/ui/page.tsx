import { type ReactNode, useEffect, useId, useRef } from 'react';

import type { ApiError } from '../api/call.ts';
import type { Loaded } from '../api/use-loaded.ts';
import { Icon } from './icons.tsx';
import { Refusal } from './refusal.tsx';

/** A page: its title is the document's, and takes the focus when one comes to it, so that its name is read out. */
export function Page({
  title,
  above,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tenantry`;
  }, [title]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <>
      <header className="page-head">
        <div>
          {above !== undefined && <div className="above">{above}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className="lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** The first page takes no focus: the browser's own beginning is right for it. */
let arrived = false;

export function Card({
  title,
  aside,
  className = '',
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Nothing is there yet: what it would be, and what brings it. */
export function Empty({ children, command }: { readonly children: ReactNode; readonly command?: string }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {command !== undefined && (
        <pre>
          <code>{command}</code>
        </pre>
      )}
    </div>
  );
}

/** What was loaded; or why it was not; or that it is on its way. */
export function Shown<Value>({
  of: { value, error },
  children,
}: {
  readonly of: Loaded<Value>;
  readonly children: (value: Value) => ReactNode;
}) {
  return (
    <>
      {error !== undefined && <Refusal error={error} />}
      {value !== undefined && children(value)}
      {value === undefined && error === undefined && (
        <p className="loading" role="status">
          Loading…
        </p>
      )}
    </>
  );
}

export function Notice({
  tone,
  title,
  children,
}: {
  readonly tone: 'bad' | 'warn' | 'good';
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`notice ${tone}`} role={tone === 'good' ? 'status' : 'alert'}>
      <Icon name={tone === 'good' ? 'check' : 'warning'} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

export function Problem({ error }: { readonly error: ApiError | undefined }) {
  return error === undefined ? null : <Refusal error={error} />;
}
