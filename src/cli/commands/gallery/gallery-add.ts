import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { readText } from '../../connection/session.ts';

export const galleryAdd = defineCommand({
  summary: 'Adds a feed that modules may be imported from, or changes one.',
  details:
    'A NuGet feed of protocol v2 or v3, for all accounts. Nothing else is ever fetched: calls go to the host of the feed and ' +
    'to those named here, over https, and to public addresses only, unless the feed is private. A password goes to the feed itself ' +
    'and nowhere else. The feed that was added first counts first.',
  arguments: z.object({
    name: z.string().meta({ description: 'name of the feed' }),
    url: z.string().meta({ description: 'address: v3 ends in /index.json, v2 in /api/v2' }),
  }),
  options: z.object({
    host: z.array(z.string()).default([]).meta({
      description: 'another host that the feed leads to (repeatable)',
      value: 'host',
    }),
    private: z.boolean().default(false).meta({
      description: 'it lies in a network of your own: private addresses are called',
    }),
    user: z
      .string()
      .optional()
      .meta({ description: 'who signs in, where the feed asks for it', value: 'name' }),
    passwordFile: z.string().optional().meta({
      description: 'a file with the password of the user (or with an access token)',
      value: 'file',
    }),
  }),
  examples: [
    ['tenantry gallery add PSGallery https://www.powershellgallery.com/api/v2', 'the PowerShell Gallery'],
    [
      'tenantry gallery add Own https://nuget.contoso.com/v3/index.json --host cdn.contoso.com --private',
      'one of your own',
    ],
    [
      'tenantry gallery add Work https://packages.contoso.com/nuget/index.json --user robot --password-file ./token',
      'one that asks who calls',
    ],
  ],
  async run(context, { arguments: { name, url }, options }) {
    const { feeds } = (await context.connect()).client;
    const { host: hosts, private: allowPrivate, user: userName, passwordFile } = options;
    const password = passwordFile === undefined ? undefined : (await readText(passwordFile)).trim();
    const feed = await feeds.put(name, { url, hosts, allowPrivate, userName, password });
    context.print(feed, () => `${feed.name} is ${feed.url}`);
  },
});
