import { z } from 'zod';

import type { Account, Automation } from '#automation';
import { problem } from '#kernel';

import { optional, optionalFlag, optionalText, readBody, tags } from '../http/body.ts';
import { contentLink } from '../http/content-link.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { runbookEtag, showRunbook } from '../http/shapes.ts';
import { orderFields } from '../jobs/order.ts';

const body = z.object({
  location: optionalText,
  tags,
  properties: z
    .object({
      runbookType: optionalText,
      description: optionalText,
      logVerbose: optionalFlag,
      logProgress: optionalFlag,
      runtimeEnvironment: optionalText,
      draft: z.unknown(),
      publishContentLink: contentLink,
      // As Azure brings back a deleted runbook: `recover`, with its id.
      createMode: optionalText,
      runbookId: optionalText,
      // Ours: how many of its jobs run at a time, and what becomes of one more.
      concurrency: optional(z.object({ mostAtOnce: z.int().nullish(), whenBusy: optionalText })),
      jobDefaults: optional(z.object(orderFields)),
    })
    .partial()
    .nullish()
    .transform((value) => value ?? {}),
});

function inputOf(context: RouteContext) {
  const { location, tags: labels, properties } = readBody(context, body);
  const {
    runbookType: type,
    publishContentLink: link,
    draft,
    createMode,
    runbookId,
    ...settings
  } = properties;
  if (link !== undefined && draft !== undefined && draft !== null)
    throw problem('RunbookContentTwice', { name: context.path['runbook'] ?? '' });
  const restored = createMode?.toLowerCase() === 'recover' ? (runbookId ?? '') : undefined;
  return { input: { location, tags: labels, type, ...settings }, link, restored };
}

export function runbookRoutes({ runbooks, deletedRunbooks, linkedContent }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/runbooks';
  const path = `${accountPath}/runbooks/:runbook`;
  const nameOf = (context: RouteContext): string => context.path['runbook'] ?? '';
  async function put(context: RouteContext, account: Account) {
    const { input, link, restored } = inputOf(context);
    const name = nameOf(context);
    if (restored !== undefined) {
      await deletedRunbooks.restore(account, name, restored, context.actor);
      return { runbook: await runbooks.get(account.id, name), created: true };
    }
    if (link === undefined) return runbooks.put(account, name, input, context.actor);
    const gone = new AbortController();
    context.reply.raw.once('close', () => gone.abort());
    return linkedContent.put(account, name, { ...input, link }, context.actor, gone.signal);
  }
  return [
    {
      operation: 'Runbook_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/runbooks`,
      action: `${kind}/read`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await runbooks.list(account.id, skipToken(context));
        return listOf(context, page, (runbook) => showRunbook(account, runbook, 'listed'));
      },
    },
    {
      operation: 'Runbook_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      handle: async (context) => {
        const account = await context.account();
        const runbook = await runbooks.get(account.id, nameOf(context));
        context.reply.header('etag', runbookEtag(runbook));
        return showRunbook(account, runbook, 'whole');
      },
    },
    {
      operation: 'Runbook_CreateOrUpdate',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        const { runbook, created } = await put(context, account);
        context.reply.code(created ? 201 : 200).header('etag', runbookEtag(runbook));
        if (created) context.reply.header('location', `${context.origin}${context.request.url}`);
        return showRunbook(account, runbook, 'whole');
      },
    },
    {
      operation: 'Runbook_Update',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      handle: async (context) => {
        const account = await context.account();
        const runbook = await runbooks.update(
          account,
          nameOf(context),
          inputOf(context).input,
          context.actor,
        );
        context.reply.header('etag', runbookEtag(runbook));
        return showRunbook(account, runbook, 'whole');
      },
    },
    {
      operation: 'Runbook_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      handle: async (context) => {
        await runbooks.remove(await context.account(), nameOf(context), context.actor);
        return undefined;
      },
    },
    {
      operation: 'Runbook_GetContent',
      method: 'GET',
      path: `${path}/content`,
      action: `${kind}/content/read`,
      answers: { 200: 'text' },
      handle: async (context) => {
        const content = await runbooks.content((await context.account()).id, nameOf(context));
        context.reply.type('text/powershell');
        return content;
      },
    },
  ];
}
