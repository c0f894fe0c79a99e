import { z } from 'zod';

import { isoTime, problem, systemClock } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { alertText } from './alert-get.ts';

const unitMilliseconds: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

export const alertSnooze = defineCommand({
  summary: 'Lets nobody be told of an alert for a while.',
  details: 'When it is still open then, everybody is told again.',
  arguments: z.object({
    alert: z.string().meta({ description: 'id of the alert' }),
    until: z.string().meta({ description: 'for how long (30m, 4h, 2d, 1w), until which time, or off' }),
  }),
  options: z.object({}),
  examples: [
    ['tenantry alert snooze 0b6e2c1e-… 4h', 'somebody is at it'],
    ['tenantry alert snooze 0b6e2c1e-… off', 'tell of it again'],
  ],
  async run(context, { arguments: { alert: id, until } }) {
    const { client } = await context.connect();
    const alert = await client.alerts.snooze(id, until === 'off' ? null : timeOf(until));
    context.print(alert, () => alertText(context.terminal, alert));
  },
});

function timeOf(text: string): string {
  const [, amount, unit = ''] = /^(\d+)([mhdw])$/.exec(text) ?? [];
  if (amount !== undefined)
    return isoTime(systemClock.now() + Number(amount) * (unitMilliseconds[unit] ?? 0));
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  throw problem('InvalidOption', {
    option: '<until>',
    detail: 'it is a number with m, h, d or w, an ISO 8601 time, or off',
    command: 'alert snooze',
  });
}
