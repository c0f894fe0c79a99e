import { z } from 'zod';

import type { Alert } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export const alertGet = defineCommand({
  summary: 'Shows one alert with all that is known of it.',
  arguments: z.object({ alert: z.string().meta({ description: 'id of the alert' }) }),
  options: z.object({}),
  examples: [['tenantry alert get 0b6e2c1e-…', 'what failed, how often, and since when']],
  async run(context, { arguments: { alert: id } }) {
    const { client } = await context.connect();
    const alert = await client.alerts.get(id);
    context.print(alert, () => alertText(context.terminal, alert));
  },
});

export function alertText(terminal: Terminal, alert: Alert): string {
  return facts(terminal, [
    ['alert', alert.name],
    ['state', alert.state],
    ['rule', `${alert.rule} (${alert.condition})`],
    ['what', alert.summary],
    ['about', alert.subject],
    ...Object.entries(alert.details).map(([name, value]) => [name, value] as const),
    ['times', String(alert.count)],
    ['first seen', alert.firstSeenTime],
    ['last seen', alert.lastSeenTime],
    ['closed', alert.closedTime],
    ['snoozed until', alert.snoozedUntil],
  ]);
}
