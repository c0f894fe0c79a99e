import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { clockText } from './clock-text.ts';

const units: Readonly<Record<string, string>> = { w: 'W', d: 'D', h: 'H', m: 'M', s: 'S' };

export const tenantClockAdvance = defineCommand({
  summary: 'Moves the time of the tenant on; what was due in between is done at once.',
  arguments: z.object({
    duration: z.string().meta({ description: 'how far: 90s, 10m, 2h, 30d, 1w, or an ISO 8601 duration' }),
  }),
  options: z.object({}),
  examples: [
    ['tenantry tenant clock advance 8d', 'a secret that ended within a week has ended'],
    ['tenantry tenant clock advance PT10M', 'the limits of ten minutes are full again'],
  ],
  async run(context, { arguments: { duration } }) {
    const { tenants } = await context.connectTenant();
    const clock = await tenants.changeClock({ advance: isoDuration(duration) });
    context.print(clock, () => clockText(clock));
  },
});

/** `8d` is `P8D`. */
function isoDuration(text: string): string {
  if (text.startsWith('P')) return text;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([wdhms])$/.exec(text) ?? [];
  const letter = units[unit ?? ''];
  if (letter === undefined)
    throw problem('InvalidOption', {
      option: '<duration>',
      detail: 'it is a number with s, m, h, d or w, or an ISO 8601 duration',
      command: 'tenant clock advance',
    });
  return `P${'HMS'.includes(letter) ? 'T' : ''}${amount}${letter}`;
}
