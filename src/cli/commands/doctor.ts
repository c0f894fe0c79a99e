import { z } from 'zod';

import { defineCommand } from '../command/definition.ts';
import { facts } from '../terminal/table.ts';

const marks = { good: 'green', weak: 'yellow', missing: 'red' } as const;

export const doctor = defineCommand({
  summary: 'Says what this machine has for jobs, and what to install for more.',
  details:
    'The sandbox is tried, and each language of runbooks looked for, as a worker does when it starts. Nothing needs to run. ' +
    'A language that is missing is no failure: runbooks in it are refused, all others run.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [
    ['tenantry doctor', 'sandbox, memory limit and languages'],
    [`tenantry doctor --json | jq -r '.[] | select(.state != "good") | .remedy'`, 'what to do'],
  ],
  async run({ examine, print, terminal }) {
    terminal.progress('looking at this machine');
    const findings = await examine();
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
  },
});
