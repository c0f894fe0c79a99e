import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const galleryRemove = defineCommand({
  summary: 'Removes a feed. Modules that came from it stay.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the feed' }) }),
  options: z.object({}),
  examples: [['tenantry gallery remove Own', 'nothing is imported from it any more']],
  async run(context, { arguments: { name } }) {
    const removed = await (await context.connect()).client.feeds.delete(name);
    if (!removed) throw problem('FeedNotFound', { name });
    context.print({ name, removed: true }, () => `${name} is removed`);
  },
});
