import { z } from 'zod';

import type { Automation } from '#automation';

import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
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

const nameOf = (context: RouteContext): string => context.path['name'] ?? '';

export function certificateRoutes({ assets: { certificates } }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/certificates';
  const path = `${accountPath}/certificates/:name`;
  return [
    {
      method: 'GET',
      path: `${accountPath}/certificates`,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return listOf(context, await certificates.list(account.id, skipToken(context)), (each) =>
          showCertificate(account, each),
        );
      },
    },
    {
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showCertificate(account, await certificates.get(account.id, nameOf(context)));
      },
    },
    {
      method: 'PUT',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { base64Value: content, ...rest } = readBody(context, wholeBody).properties;
        const { certificate, created } = await certificates.put(
          account,
          nameOf(context),
          { content, ...rest },
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return showCertificate(account, certificate);
      },
    },
    {
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      handle: async (context) => {
        const account = await context.account();
        const { description } = readBody(context, partBody).properties;
        return showCertificate(
          account,
          await certificates.describe(account, nameOf(context), description, context.actor),
        );
      },
    },
    {
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await certificates.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
