import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { eventSourceName } from './event-source-name.ts';

export const eventSourceDelete = defineCommand({
  summary: 'Deletes an event source, and ends its subscription. Jobs that it started stay.',
  arguments: z.object({ name: eventSourceName }),
  options: z.object({}),
  examples: [['tenantry event-source delete people', 'nothing that happens starts its runbook any more']],
  async run(context, { arguments: { name } }) {
    const deleted = await (await context.connect()).client.eventSources.delete(name);
    if (!deleted) throw problem('EventSourceNotFound', { name });
    context.print({ name, deleted: true }, () => `${name} is deleted`);
  },
});
