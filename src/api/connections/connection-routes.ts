import { z } from 'zod';

import type { Automation } from '#automation';

import { assetRoutes } from '../http/asset-routes.ts';
import { optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import { showConnection } from './show-connection.ts';

const fieldDefinitionValues = z
  .record(z.string(), z.string())
  .nullish()
  .transform((values) => values ?? undefined);
const wholeBody = z.object({
  properties: z.object({
    connectionType: z.object({ name: z.string().min(1) }),
    fieldDefinitionValues,
    description: optionalText,
  }),
});
const partBody = z.object({ properties: z.object({ fieldDefinitionValues, description: optionalText }) });

export function connectionRoutes({ assets: { connections } }: Automation): Route[] {
  return assetRoutes({
    group: 'Connection',
    collection: 'connections',
    assets: connections,
    show: showConnection,
    bodies: { put: wholeBody, patch: partBody },
    async put({ context, account, name, actor }) {
      const { connectionType, fieldDefinitionValues, description } = readBody(context, wholeBody).properties;
      const input = {
        connectionType: connectionType.name,
        fieldValues: fieldDefinitionValues,
        description,
      };
      const { connection: asset, created } = await connections.put(account, name, input, actor);
      return { asset, created };
    },
    patch({ context, account, name, actor }) {
      const { fieldDefinitionValues: fieldValues, description } = readBody(context, partBody).properties;
      return connections.update(account, name, { fieldValues, description }, actor);
    },
  });
}
