import { z } from 'zod';

import { type Account, type AccountKeyPair, type Automation, armId, keyNames } from '#automation';

import { readBody } from '../http/body.ts';
import { type Route, accountPath } from '../http/routes.ts';

const body = z.object({ keyName: z.string() });
const kind = 'Microsoft.Automation/automationAccounts';
const listAction = `${kind}/listKeys/action`;

/** The keys of an account in Azure's two shapes: as a list, and as what agents register with. */
export function accountKeyRoutes({ accountKeys }: Automation): Route[] {
  return [
    {
      operation: 'Keys_ListByAutomationAccount',
      method: 'POST',
      path: `${accountPath}/listkeys`,
      action: listAction,
      async handle(context) {
        const pair = await accountKeys.read(await context.account(), 'listKeys/action', context.actor);
        return {
          keys: keyNames.map((name) => ({ KeyName: name, Permissions: 'Full', Value: pair[name] })),
        };
      },
    },
    {
      operation: 'AgentRegistrationInformation_Get',
      method: 'GET',
      path: `${accountPath}/agentregistrationinformation`,
      action: `${kind}/agentRegistrationInformation/read`,
      async handle(context) {
        const account = await context.account();
        // Reading alone opens no secret here: who may not list the keys sees that there are some.
        const may = (await context.whereMay(listAction))(armId(account));
        if (!may) return showRegistration(account);
        const action = 'agentRegistrationInformation/read';
        return showRegistration(account, await accountKeys.read(account, action, context.actor));
      },
    },
    {
      operation: 'AgentRegistrationInformation_RegenerateKey',
      method: 'POST',
      path: `${accountPath}/agentregistrationinformation/regeneratekey`,
      action: `${kind}/agentRegistrationInformation/regenerateKey/action`,
      body,
      async handle(context) {
        const { keyName } = readBody(context, body);
        const account = await context.account();
        return showRegistration(account, await accountKeys.regenerate(account, keyName, context.actor));
      },
    },
  ];
}

/** There is no service for agents of state configuration: neither an endpoint nor a configuration for them. */
function showRegistration(account: Account, pair?: AccountKeyPair): unknown {
  return {
    id: `${armId(account)}/agentRegistrationInformation/${account.id}`,
    dscMetaConfiguration: null,
    endpoint: null,
    keys: { primary: pair?.Primary ?? null, secondary: pair?.Secondary ?? null },
  };
}
