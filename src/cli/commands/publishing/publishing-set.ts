import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { policyText } from './publishing-show.ts';

export const publishingSet = defineCommand({
  summary: 'Changes what a draft has to pass before it is published; what is not named stays.',
  details: 'Owners of the account do that, and nobody else.',
  arguments: z.object({}),
  options: z.object({
    secrets: z
      .enum(['warn', 'refuse'])
      .optional()
      .meta({ description: 'whether secrets in the text keep it from being published' }),
    review: z
      .enum(['none', 'required'])
      .optional()
      .meta({ description: 'whether somebody else has to approve the text' }),
  }),
  examples: [
    ['tenantry publishing set --secrets refuse', 'no runbook with a secret in its text'],
    ['tenantry publishing set --review required', 'nobody publishes alone'],
  ],
  async run(context, { options: { secrets, review } }) {
    const { client } = await context.connect();
    const policy = await client.publishingPolicy.update({ secretScan: secrets, review });
    context.print(policy, () => policyText(context.terminal, policy));
  },
});
