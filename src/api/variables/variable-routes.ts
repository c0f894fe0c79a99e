import { z } from 'zod';

import type { Automation } from '#automation';

import { assetRoutes } from '../http/asset-routes.ts';
import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import { showVariable } from '../http/shapes.ts';

const variableBody = z.object({
  properties: z.object({ value: optionalText, isEncrypted: optionalFlag, description: optionalText }),
});

export function variableRoutes({ assets: { variables } }: Automation): Route[] {
  return assetRoutes({
    group: 'Variable',
    collection: 'variables',
    assets: variables,
    show: showVariable,
    bodies: { put: variableBody, patch: variableBody },
    async put({ context, account, name, actor }) {
      const { properties } = readBody(context, variableBody);
      const { variable: asset, created } = await variables.put(account, name, properties, actor);
      return { asset, created };
    },
    patch: ({ context, account, name, actor }) =>
      variables.update(account, name, readBody(context, variableBody).properties, actor),
  });
}
