import type { JobIsolation } from '#client';

import type { Terminal } from './terminal.ts';

/** What holds a job, in one line; where that is too little, it begins with what nobody passes over. */
export function isolationText(isolation: JobIsolation | null | undefined): string | undefined {
  if (!isolation) return undefined;
  const { boundary, layers = [], refused, detail } = isolation;
  if (boundary === 'process') return `NOT ISOLATED. ${detail ?? ''}`.trim();
  const tried = refused === undefined ? [] : [`${refused} ways out tried and refused`];
  return [...(layers.length === 0 ? [boundary] : layers), ...tried].join('; ');
}

/** The warning of a system whose jobs are not kept from the machine; undefined where they are. */
export function isolationWarning(
  isolation: JobIsolation | undefined,
  { paint }: Pick<Terminal, 'paint'>,
): string | undefined {
  if (isolation?.boundary !== 'process') return undefined;
  const line = '!'.repeat(74);
  return [
    paint('red', line),
    paint(['red', 'bold'], '!!  JOBS ARE NOT ISOLATED FROM THIS MACHINE'),
    `${paint('red', '!!')}  ${isolation.detail ?? ''}`,
    `${paint('red', '!!')}  A runbook can read and change what the user of the worker can, and call whom it likes.`,
    ...(isolation.remedy === undefined ? [] : [`${paint('red', '!!')}  → ${isolation.remedy}`]),
    paint('red', line),
  ].join('\n');
}
