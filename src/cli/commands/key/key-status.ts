import { z } from 'zod';

import type { KeyState } from '#client';

import { defineCommand } from '../../command/definition.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { table } from '../../terminal/table.ts';

export const keyStatus = defineCommand({
  summary: 'Shows the versions of the key-encryption key, and what is sealed with each.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry key status', 'where the keys are, and how many records each version has']],
  async run(context) {
    const { client } = await context.connect();
    const state = await client.keys.state();
    context.print(state, () => keyText(state, context.terminal));
  },
});

export function keyText(
  { place, current, versions, records, rotating, broken }: KeyState,
  terminal: Terminal,
): string {
  const countOf = (version: number): number => records.find((each) => each.version === version)?.count ?? 0;
  return [
    `keys in ${place}${rotating ? ', rotating' : ''}`,
    table(
      terminal,
      ['version', 'records', ''],
      versions.map((version) => [
        String(version),
        String(countOf(version)),
        version === current ? 'current' : '',
      ]),
    ),
    ...broken.map(({ table: name, column, key }) => `does not open: ${name}.${column} of ${key.join(' ')}`),
  ].join('\n');
}
