import { Fragment } from 'react';

import { tokensOf } from './tokens.ts';

/** A runbook's text with numbers beside its lines; numbers are not part of what is copied. */
export function Source({ text, type }: { readonly text: string; readonly type: string }) {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return (
    <div className="source" role="region" aria-label="Source" tabIndex={0}>
      <ol aria-hidden="true">
        {Array.from({ length: lines }, (_none, at) => (
          <li key={at}>{at + 1}</li>
        ))}
      </ol>
      <pre>
        <code>
          {tokensOf(text, type).map(({ kind, text: part }, at) => (
            <Fragment key={at}>{kind === 'plain' ? part : <span className={kind}>{part}</span>}</Fragment>
          ))}
        </code>
      </pre>
    </div>
  );
}
