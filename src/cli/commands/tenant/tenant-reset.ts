import { z } from 'zod';

import { problem } from '#kernel';

import { type Context, defineCommand } from '../../command/definition.ts';
import { tenantName } from './tenant-name.ts';

export const tenantReset = defineCommand({
  summary: 'Puts a tenant back to how it was made.',
  details:
    'The main tenant goes back to its seed, a fork to what it was forked from. Everything done since is lost.',
  arguments: z.object({ name: tenantName }),
  options: z.object({
    yes: z.boolean().default(false).meta({ description: 'do it without being asked', short: 'y' }),
  }),
  examples: [
    ['tenantry tenant reset trial', 'asks first'],
    ['tenantry tenant reset main --yes', 'for a script'],
  ],
  async run(context, { arguments: { name }, options: { yes } }) {
    const { tenants } = await context.connect();
    const { name: known } = await tenants.get(name);
    if (!yes) await confirm(context, known);
    await tenants.reset(known);
    context.print({ name: known, reset: true }, () => `${known} is as it was made`);
  },
});

/** The name must be written out: a reflex would confirm the wrong tenant. */
async function confirm({ terminal }: Context, name: string): Promise<void> {
  const what = `Everything that was done to the tenant ${name} since it was made will be lost.`;
  if (!terminal.interactive) throw problem('ConfirmationNeeded', { what });
  terminal.say(what);
  const answer = await terminal.ask(`Write ${terminal.paint('bold', name)} to go on: `);
  if (answer.trim() !== name) throw problem('NotConfirmed');
}
