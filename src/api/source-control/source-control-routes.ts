import { z } from 'zod';

import type { Automation } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optionalFlag, optionalText, readBody } from '../http/body.ts';
import { skipToken } from '../http/paging.ts';
import { resourceRoutes } from '../http/resource-routes.ts';
import type { Route, RouteContext } from '../http/routes.ts';
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
  const routes = resourceRoutes({
    collection: 'sourceControls',
    parameter: 'sourcecontrol',
    resources: sourceControls,
    show: showSourceControl,
  });
  return [
    routes.list('SourceControl_ListByAutomationAccount', {
      filter: Object.keys(terms),
      page(accountId, context) {
        const filter = readTerms(context.query['$filter'], terms);
        return sourceControls.list(accountId, filter, skipToken(context));
      },
    }),
    routes.get('SourceControl_Get'),
    routes.put('SourceControl_CreateOrUpdate', body, async ({ context, account, name, actor }) => {
      const { sourceControl, created } = await sourceControls.put(account, name, inputOf(context), actor);
      return { shown: showSourceControl(account, sourceControl), created };
    }),
    routes.patch('SourceControl_Update', body, ({ context, account, name, actor }) =>
      sourceControls.update(account, name, inputOf(context), actor),
    ),
    routes.remove('SourceControl_Delete'),
  ];
}
