import { z } from 'zod';

import type { ModuleChange } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { exitCodes } from '../../command/exit-codes.ts';
import { isBad, pairText } from '../environment/built.ts';
import { tryImport } from './import-plan.ts';

export const moduleUpdate = defineCommand({
  summary: 'Brings modules up to date that came from a feed, and shows first what changes.',
  details:
    'The new versions are fetched, and tried in a sandbox beside those that are there; then it is known which commands and ' +
    'parameters come and go, and which lines of runbooks name what goes. With such lines nothing is changed unless --force is given.',
  arguments: z.object({
    names: z.array(z.string()).default([]).meta({
      description: 'names of modules (all that came from a feed when there is none)',
    }),
  }),
  options: z.object({
    preview: z.boolean().default(false).meta({ description: 'only show what would change' }),
    force: z.boolean().default(false).meta({ description: 'also when runbooks use what goes' }),
  }),
  examples: [
    ['tenantry module update --preview', 'what would change, in all modules'],
    ['tenantry module update ImportExcel Pester', 'brings two modules up to date'],
  ],
  async run(context, { arguments: { names }, options: { preview, force } }) {
    const { moduleImports } = (await context.connect()).client;
    const tried = await tryImport(context, { update: names }, { apply: false });
    const changes = tried.changes ?? [];
    const breaks = changes.some(({ affected }) => affected.length > 0);
    const applies = tried.provisioningState === 'Ready' && !preview && (force || !breaks);
    if (tried.provisioningState === 'Ready')
      await (applies ? moduleImports.apply(tried.name) : moduleImports.discard(tried.name));
    context.print({ applied: applies, changes }, () =>
      changes.length === 0
        ? 'everything is up to date'
        : [...changes.map(changeText), applies ? 'done' : 'nothing was changed'].join('\n\n'),
    );
    if (preview || applies || !breaks) return exitCodes.done;
    context.terminal.say('runbooks use what goes: mend them first, or update with --force');
    return exitCodes.failed;
  },
});

function changeText(change: ModuleChange): string {
  const { name, from, to, becomesDefault, commandsAdded, commandsRemoved, parametersRemoved } = change;
  const how =
    from === null
      ? `${to} (new)`
      : becomesDefault
        ? `${from} → ${to}`
        : `${to} (beside ${from}, which stays the default)`;
  const lines = [
    ...(from === null ? [] : commandsAdded.map((command) => `+ ${command}`)),
    ...commandsRemoved.map((command) => `− ${command}`),
    ...parametersRemoved.flatMap(({ command, parameters }) =>
      parameters.map((parameter) => `− ${command} -${parameter}`),
    ),
    ...change.requires.map((each) => `requires ${each.name} ${each.range}`.trimEnd()),
    ...change.pairs.filter(isBad).map((pair) => `! ${pairText(pair)}`),
    ...change.affected.map(
      ({ runbook, content, line, command, parameter }) =>
        `! runbook ${runbook} (${content}), line ${line}: ${command}${parameter === undefined ? '' : ` -${parameter}`}`,
    ),
  ];
  return [`${name}: ${how}`, ...lines.map((line) => `  ${line}`)].join('\n');
}
