import { z } from 'zod';

import type { Automation } from '#automation';

import { assetRoutes } from '../http/asset-routes.ts';
import { optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import { showCredential } from '../http/shapes.ts';

const wholeBody = z.object({
  properties: z.object({ userName: z.string().min(1), password: z.string(), description: optionalText }),
});
const partBody = z.object({
  properties: z.object({ userName: optionalText, password: optionalText, description: optionalText }),
});

export function credentialRoutes({ assets: { credentials } }: Automation): Route[] {
  return assetRoutes({
    group: 'Credential',
    collection: 'credentials',
    assets: credentials,
    show: showCredential,
    bodies: { put: wholeBody, patch: partBody },
    async put({ context, account, name, actor }) {
      const { properties } = readBody(context, wholeBody);
      const { credential: asset, created } = await credentials.put(account, name, properties, actor);
      return { asset, created };
    },
    patch: ({ context, account, name, actor }) =>
      credentials.update(account, name, readBody(context, partBody).properties, actor),
  });
}
