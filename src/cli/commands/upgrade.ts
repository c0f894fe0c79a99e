import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../command/definition.ts';
import { facts } from '../terminal/table.ts';

const marks = { good: 'green', note: 'yellow', blocking: 'red' } as const;

export const upgrade = defineCommand({
  summary: 'Says whether this version may take over the home, and what to do first.',
  details:
    'Run it with the new version, before `tenantry start`: the start itself migrates the database, and there is no way back but a ' +
    'backup. It changes nothing, and exits with 1 while something is in the way.',
  arguments: z.object({}),
  options: z.object({
    check: z
      .boolean()
      .default(false)
      .meta({ description: 'look, and change nothing; nothing else is offered' }),
  }),
  examples: [['tenantry upgrade --check', 'versions, migrations, running jobs, space, and the last backup']],
  async run({ home, operations, print, terminal, json }, { options: { check } }) {
    if (!check)
      throw problem('InvalidOption', {
        option: '--check',
        detail: 'it is needed: the upgrade itself is the start of the new version',
        command: 'upgrade',
      });
    const findings = await (await operations()).checkUpgrade(home);
    print(findings, () =>
      facts(
        terminal,
        findings.map(({ subject, state, found, remedy }) => [
          subject,
          [
            terminal.paintOut(marks[state], state),
            found,
            ...(remedy === undefined ? [] : [`→ ${remedy}`]),
          ].join('  '),
        ]),
      ),
    );
    const blocking = findings.filter(({ state }) => state === 'blocking').length;
    if (blocking > 0) throw problem('UpgradeBlocked', { count: blocking });
    if (!json) terminal.say('Nothing is in the way.');
  },
});
