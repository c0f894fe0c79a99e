import { z } from 'zod';

import type { Automation } from '#automation';

import { assetRoutes } from '../http/asset-routes.ts';
import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import { showCertificate } from './show-certificate.ts';

const wholeBody = z.object({
  properties: z.object({
    base64Value: z.string().min(1),
    /** Ours: Azure's clients take the password off before they send the file. */
    password: optionalText,
    thumbprint: optionalText,
    isExportable: optionalFlag,
    description: optionalText,
  }),
});
const partBody = z.object({ properties: z.object({ description: optionalText }) });

export function certificateRoutes({ assets: { certificates } }: Automation): Route[] {
  return assetRoutes({
    group: 'Certificate',
    collection: 'certificates',
    assets: certificates,
    show: showCertificate,
    bodies: { put: wholeBody, patch: partBody },
    async put({ context, account, name, actor }) {
      const { base64Value: content, ...rest } = readBody(context, wholeBody).properties;
      const { certificate: asset, created } = await certificates.put(
        account,
        name,
        { content, ...rest },
        actor,
      );
      return { asset, created };
    },
    patch: ({ context, account, name, actor }) =>
      certificates.describe(account, name, readBody(context, partBody).properties.description, actor),
  });
}
