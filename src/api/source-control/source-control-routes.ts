import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { showSourceControl } from './show-source-control.ts';

const body = z.object({
  properties: z.object({
    sourceType: optionalText,
    repoUrl: z.string().max(2_048).nullish(),
    branch: z.string().max(255).nullish(),
    folderPath: z.string().max(255).nullish(),
    autoSync: optionalFlag,
    publishRunbook: optionalFlag,
    // Ours: runbooks whose file is gone go, too.
    removeDeleted: optionalFlag,
    description: z.string().max(512).nullish(),
    securityToken: z.object({ accessToken: z.string().max(1_024).nullish() }).nullish(),
  }),
});
const terms = { 'sourcetype eq': 'sourceType' } as const;

function inputOf(context: RouteContext) {
  const { properties } = readBody(context, body);
  const { securityToken, repoUrl, branch, folderPath, description, ...rest } = properties;
  return {
    ...rest,
    repoUrl: repoUrl ?? undefined,
    branch: branch ?? undefined,
    folderPath: folderPath ?? undefined,
    description: description ?? undefined,
    accessToken: securityToken?.accessToken || undefined,
  };
}

/** Repositories that runbooks come from. The token goes in and never comes out. */
export function sourceControlRoutes({ sourceControls }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/sourceControls';
  const path = `${accountPath}/sourcecontrols/:sourcecontrol`;
  const nameOf = (context: RouteContext): string => context.path['sourcecontrol'] ?? '';
  return [
    {
      operation: 'SourceControl_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/sourcecontrols`,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const filter = readTerms(context.query['$filter'], terms);
        const page = await sourceControls.list(account.id, filter, skipToken(context));
        return listOf(context, page, (each) => showSourceControl(account, each));
      },
    },
    {
      operation: 'SourceControl_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        return showSourceControl(account, await sourceControls.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'SourceControl_CreateOrUpdate',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        const input = inputOf(context);
        const { sourceControl, created } = await sourceControls.put(
          account,
          nameOf(context),
          input,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        if (created) context.reply.header('location', `${context.origin}${context.request.url}`);
        return showSourceControl(account, sourceControl);
      },
    },
    {
      operation: 'SourceControl_Update',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        const input = inputOf(context);
        return showSourceControl(
          account,
          await sourceControls.update(account, nameOf(context), input, context.actor),
        );
      },
    },
    {
      operation: 'SourceControl_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await sourceControls.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
  ];
}
