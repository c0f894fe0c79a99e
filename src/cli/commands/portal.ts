import { z } from 'zod';

import { ClientError } from '#client';

import { defineCommand } from '../command/definition.ts';

export const portal = defineCommand({
  summary: 'Prints a link that signs a person in to the portal, once.',
  details:
    'People have no passwords in the embedded tenant until they are given one. The link signs one of them in, within an hour, and leads ' +
    'into the portal. What they may do there is decided by their roles.',
  arguments: z.object({}),
  options: z.object({
    as: z.string().optional().meta({
      description: 'who; the first global administrator of the tenant unless somebody is named',
      value: 'user-principal-name',
    }),
    role: z.string().optional().meta({ description: 'gives a role at the account, too', value: 'role' }),
  }),
  examples: [
    ['tenantry portal', 'for the administrator'],
    ['tenantry portal --as ada@fjordlight.example --role Reader', 'for somebody who is to look'],
  ],
  async run(context, { options: { as, role } }) {
    const { connection, client, tenants } = await context.connect();
    const link = await tenants.createSignInLink({
      returnTo: `${connection.apiOrigin}/portal/sign-in`,
      userPrincipalName: as,
    });
    if (role !== undefined)
      await client.roles.assign(role, link.userId).catch((error: unknown) => {
        if (!(error instanceof ClientError && error.code === 'RoleAssignmentExists')) throw error;
      });
    context.print(
      link,
      () => `${link.url}\n\nSigns in ${link.displayName} (${link.userPrincipalName}), once, within an hour.`,
    );
  },
});
