import type { Automation } from '#automation';
import { newId, problem } from '#kernel';

import { readText } from '../http/body.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { runbookEtag, showDraft } from '../http/shapes.ts';
import { acceptOperation, answerOperation, holdMilliseconds } from './operation-answer.ts';

/** Drafts and publishing: the operations that clients poll. */
export function draftRoutes({ runbooks, publishing, operations }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/runbooks';
  const path = `${accountPath}/runbooks/:runbook`;
  const nameOf = (context: RouteContext): string => context.path['runbook'] ?? '';

  const publish = (at: string): Route => ({
    operation: 'Runbook_Publish',
    method: 'POST',
    path: `${path}/${at}`,
    ...(at !== 'publish' && { alias: true }),
    action: `${kind}/publish/action`,
    answers: { 202: 'nothing' },
    handle: async (context) => {
      const id = await publishing.publish(await context.account(), nameOf(context), context.actor);
      return acceptOperation(context, `${path}/publish`, id);
    },
  });
  const results = (at: string): Route => ({
    operation: 'Tenantry_GetOperationResult',
    ...(at !== 'publish' && { alias: true }),
    method: 'GET',
    path: `${path}/${at}${at === '' ? '' : '/'}operationresults/:operation`,
    action: `${kind}/read`,
    answers: { 200: 'json', 202: 'nothing' },
    handle: async (context) => {
      const account = await context.account();
      const gone = new AbortController();
      context.reply.raw.once('close', () => gone.abort());
      const wait = { holdMilliseconds, signal: gone.signal };
      const operation = await operations.settled(account.id, context.path['operation'] ?? '', wait);
      if (operation.runbookName.toLowerCase() !== nameOf(context).toLowerCase())
        throw problem('OperationNotFound');
      return answerOperation(context, operation);
    },
  });

  return [
    {
      operation: 'RunbookDraft_Get',
      method: 'GET',
      path: `${path}/draft`,
      action: `${kind}/draft/read`,
      handle: async (context) => {
        const runbook = await runbooks.get((await context.account()).id, nameOf(context));
        context.reply.header('etag', runbookEtag(runbook));
        return showDraft(runbook);
      },
    },
    {
      operation: 'RunbookDraft_GetContent',
      method: 'GET',
      path: `${path}/draft/content`,
      action: `${kind}/draft/content/read`,
      answers: { 200: 'text' },
      handle: async (context) => {
        const account = await context.account();
        const content = await runbooks.draftContent(account.id, nameOf(context));
        context.reply
          .type('text/powershell')
          .header('etag', runbookEtag(await runbooks.get(account.id, nameOf(context))));
        return content;
      },
    },
    {
      operation: 'RunbookDraft_ReplaceContent',
      method: 'PUT',
      path: `${path}/draft/content`,
      action: `${kind}/draft/content/write`,
      body: 'text',
      answers: { 202: 'nothing' },
      handle: async (context) => {
        const account = await context.account();
        const id = await runbooks.putDraft(account, nameOf(context), readText(context), context.actor);
        return acceptOperation(context, `${path}/draft/content`, id);
      },
    },
    {
      operation: 'RunbookDraft_UndoEdit',
      method: 'POST',
      path: `${path}/draft/undoedit`,
      action: `${kind}/draft/undoEdit/action`,
      handle: async (context) => {
        await runbooks.undoEdit(await context.account(), nameOf(context), context.actor);
        return { statusCode: 'OK', requestId: newId() };
      },
    },
    publish('publish'),
    // Where older cmdlets still look for it.
    publish('draft/publish'),
    results('publish'),
    results('draft/content'),
    results('draft'),
    results(''),
  ];
}
