import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { type EnvironmentFacts, environmentText, variablesOf } from './environment-text.ts';

export const tenantEnv = defineCommand({
  summary: 'Prints what points clients of Microsoft 365 to the tenant.',
  details:
    'Variables that the Azure SDKs, MSAL, curl, Python and Node.js read, and for PowerShell the commands that Connect-MgGraph and Connect-AzAccount need once. A secret is shown only with --new-secret, which makes another one.',
  arguments: z.object({}),
  options: z.object({
    shell: z.enum(['bash', 'powershell', 'dotenv']).default('bash').meta({
      description: 'for which shell',
      value: 'shell',
    }),
    tenant: z.string().default('main').meta({ description: 'main, or the name of a fork', value: 'name' }),
    newSecret: z
      .boolean()
      .default(false)
      .meta({ description: 'make another secret of the first application, and print it too' }),
  }),
  examples: [
    ['eval "$(tenantry tenant env --new-secret)"', 'this shell talks to the tenant from now on'],
    ['tenantry tenant env --shell powershell', 'for Connect-MgGraph and Connect-AzAccount'],
    ['tenantry tenant env --shell dotenv > .env', 'for a tool that reads such files'],
  ],
  async run(context, { options: { shell, tenant, newSecret } }) {
    const { tenants, connection } = await context.connectTenant();
    const { origin, tenantId } = await tenants.get(tenant);
    const clientId = connection.firstApp ?? connection.clientId;
    const facts: EnvironmentFacts = {
      origin,
      tenantId,
      clientId,
      caFile: connection.caFile,
      ...(newSecret
        ? { clientSecret: (await tenants.newSecret(tenant, clientId)).secretText }
        : connection.firstApp === undefined && {
            certificateFile: connection.certificateFile,
          }),
    };
    context.print(variablesOf(facts), () => environmentText(shell, facts));
  },
});
