import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';

export const identityCreate = defineCommand({
  summary: 'Makes a user-assigned identity: a service principal that accounts are given.',
  details:
    "It lies in the account's resource group and may do nothing until it is granted something: here by --permission, as far as a " +
    'new account’s own identity goes, and beyond that by an administrator of the directory.',
  arguments: z.object({ name: z.string().meta({ description: 'name of the identity' }) }),
  options: z.object({
    permission: z.array(z.string()).default([]).meta({
      description: 'an application permission of Microsoft Graph (repeatable)',
      value: 'permission',
    }),
  }),
  examples: [['tenantry identity create mailer --permission Mail.Send', 'one that sends mail and no more']],
  async run(context, { arguments: { name }, options: { permission } }) {
    const { identities } = (await context.connect()).client;
    const made = await identities.create(name, { graphPermissions: permission });
    context.print(made, () => `${made.name} has the client id ${made.clientId}`);
  },
});
