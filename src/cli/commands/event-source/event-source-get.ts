import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { eventSourceName } from './event-source-name.ts';
import { shownEventSource } from './shown.ts';

export const eventSourceGet = defineCommand({
  summary: 'Shows an event source, and how its subscription is.',
  arguments: z.object({ name: eventSourceName }),
  options: z.object({}),
  examples: [
    ['tenantry event-source get people', 'until when it is renewed, and what was wrong the last time'],
  ],
  async run(context, { arguments: { name } }) {
    const { client } = await context.connect();
    const source = await client.eventSources.get(name);
    context.print(source, () => shownEventSource(context.terminal, source));
  },
});
