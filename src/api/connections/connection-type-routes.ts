import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalFlag, readBody } from '../http/body.ts';
import { skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route } from '../http/routes.ts';
import { showConnectionType } from './show-connection.ts';

const flag = optionalFlag.transform((value) => value ?? false);
const body = z.object({
  properties: z.object({
    isGlobal: flag,
    fieldDefinitions: z.record(
      z.string().min(1),
      z.object({ type: z.string().min(1), isEncrypted: flag, isOptional: flag }),
    ),
  }),
});

/** Types are made and deleted, never changed: there is no PATCH in Azure either. */
export function connectionTypeRoutes({ assets: { connectionTypes } }: Automation): Route[] {
  const routes = resourceRoutes({
    collection: 'connectionTypes',
    resources: connectionTypes,
    show: showConnectionType,
  });
  return [
    routes.list('ConnectionType_ListByAutomationAccount', {
      page: (accountId, context) => connectionTypes.list(accountId, skipToken(context)),
    }),
    routes.get('ConnectionType_Get'),
    {
      ...routes.put('ConnectionType_CreateOrUpdate', body, async ({ context, account, name, actor }) => {
        const { fieldDefinitions, isGlobal } = readBody(context, body).properties;
        const type = await connectionTypes.put(account, name, fieldDefinitions, isGlobal, actor);
        return { shown: showConnectionType(account, type), created: true };
      }),
      // Always, says the specification.
      answers: { 201: 'json' },
    },
    routes.remove('ConnectionType_Delete'),
  ];
}
