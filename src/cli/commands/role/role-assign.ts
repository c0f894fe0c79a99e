import { z } from 'zod';

import { problem } from '#kernel';

import { defineCommand } from '../../command/definition.ts';

export const roleAssign = defineCommand({
  summary: 'Gives a role at the account, or at one of its runbooks.',
  details:
    "Jobs call the API under the account's identity, which may do nothing there until it has a role: --identity gives it one.",
  arguments: z.object({
    role: z.string().meta({ description: "name of a built-in role, for instance 'Automation Operator'" }),
  }),
  options: z.object({
    principal: z
      .string()
      .optional()
      .meta({ description: 'object id of a user, group or service principal', value: 'object-id' }),
    identity: z
      .boolean()
      .default(false)
      .meta({ description: "to the account's own identity: what its jobs are" }),
    runbook: z.string().optional().meta({ description: 'only at this runbook', value: 'name' }),
    scope: z
      .enum(['account', 'group', 'subscription'])
      .default('account')
      .meta({ description: 'how far it reaches', value: 'scope' }),
  }),
  examples: [
    ["tenantry role assign 'Automation Operator' --identity", "lets the account's jobs start other jobs"],
    [
      "tenantry role assign 'Automation Runbook Operator' --principal 2c1f… --runbook offboard-user",
      'for one runbook',
    ],
  ],
  async run(context, { arguments: { role }, options: { principal, identity, runbook, scope } }) {
    if ((principal === undefined) === !identity)
      throw problem('InvalidOption', {
        option: '--principal',
        command: 'role assign',
        detail: 'name somebody by --principal, or the account’s own identity by --identity',
      });
    const { client } = await context.connect();
    const who = principal ?? (await client.accounts.get()).identity?.principalId;
    if (who === undefined) throw problem('AccountWithoutIdentity');
    const given = await client.roles.assign(role, who, runbook === undefined ? scope : { runbook });
    context.print(given, () => `${given.principalId} has the role ${given.role} at ${given.scope}`);
  },
});
