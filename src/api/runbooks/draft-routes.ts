import type { Automation } from '#automation';
import { newId, problem } from '#kernel';

import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { runbookEtag, showDraft } from '../http/shapes.ts';
import { acceptOperation, answerOperation, holdMilliseconds } from './operation-answer.ts';

/** Drafts and publishing: the operations that clients poll. */
export function draftRoutes({ runbooks, publishing, operations }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts/runbooks';
  const path = `${accountPath}/runbooks/:runbook`;
  const nameOf = (context: RouteContext): string => context.path['runbook'] ?? '';

  const publish = (at: string): Route => ({
    method: 'POST',
    path: `${path}/${at}`,
    action: `${kind}/publish/action`,
    handle: async (context) => {
      const id = await publishing.publish(await context.account(), nameOf(context), context.actor);
      return acceptOperation(context, `${path}/publish`, id);
    },
  });
  const results = (at: string): Route => ({
    method: 'GET',
    path: `${path}/${at}${at === '' ? '' : '/'}operationresults/:operation`,
    action: `${kind}/read`,
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
      method: 'GET',
      path: `${path}/draft/content`,
      action: `${kind}/draft/content/read`,
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
      method: 'PUT',
      path: `${path}/draft/content`,
      action: `${kind}/draft/content/write`,
      handle: async (context) => {
        const account = await context.account();
        const id = await runbooks.putDraft(account, nameOf(context), textOf(context), context.actor);
        return acceptOperation(context, `${path}/draft/content`, id);
      },
    },
    {
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

/** Any content type: it is the runbook's text, whatever the client calls it. */
function textOf({ request }: RouteContext): string {
  const { body } = request;
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}
