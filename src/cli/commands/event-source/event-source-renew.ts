import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { eventSourceName } from './event-source-name.ts';
import { onlyNow, shownEventSource } from './shown.ts';

export const eventSourceRenew = defineCommand({
  summary: 'Renews a subscription now, or gives whoever sends CloudEvents a new address.',
  details:
    'Subscriptions are renewed by themselves; this is for one that could not be. Of an address the one before counts no more.',
  arguments: z.object({ name: eventSourceName }),
  options: z.object({}),
  examples: [
    ['tenantry event-source renew people', 'after its identity got the permission that was missing'],
  ],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const source = await client.eventSources.renew(name);
    context.print(source, () => shownEventSource(context.terminal, source));
    if (!context.json && source.uri) context.terminal.say(onlyNow);
  },
});
