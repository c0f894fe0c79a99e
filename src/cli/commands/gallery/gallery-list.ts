import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';

export const galleryList = defineCommand({
  summary: 'Lists the feeds that modules may be imported from, in the order in which they count.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry gallery list', 'names and addresses']],
  async run(context) {
    const feeds = await (await context.connect()).client.feeds.list();
    const rows = feeds.map(({ name, url, hosts, allowPrivate, userName }) => [
      name,
      url,
      hosts.join(' '),
      allowPrivate ? 'yes' : '',
      userName ?? '',
    ]);
    context.print(feeds, () =>
      table(context.terminal, ['feed', 'address', 'hosts', 'private', 'user'], rows),
    );
  },
});
