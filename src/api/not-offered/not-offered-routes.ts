import { z } from 'zod';

import { problem } from '#kernel';

import { type Route, accountPath } from '../http/routes.ts';
import { type Answer, type NotOffered, notOffered } from './not-offered.ts';

const kind = 'Microsoft.Automation/automationAccounts';
/** Taken as it is: whatever it says, the answer is the same. */
const anything = z.unknown();

/** Lists of state configuration and updates are asked in pages; of nothing they are all the same. */
const pageQuery = {
  $filter: 'taken, and of no effect on an empty list',
  $top: 'taken, and of no effect on an empty list',
  $skip: 'taken, and of no effect on an empty list',
  $inlinecount: 'taken, and of no effect: `totalCount` is always told',
};

const bodies: Partial<Record<Answer, unknown>> = {
  list: { value: [] },
  counted: { value: [], totalCount: 0 },
  unset: { id: null },
};

export function notOfferedRoutes(): Route[] {
  return notOffered.flatMap((row) => row.operations.map((operation) => routeOf(row, operation)));
}

function routeOf({ what, instead }: NotOffered, text: string): Route {
  const [method, path, operation, answer] = text.split(' ') as [
    Route['method'],
    string,
    Route['operation'],
    Answer,
  ];
  return {
    operation,
    method,
    path: `${accountPath}/${path.toLowerCase()}`,
    action: actionOf(method, path),
    ...(method === 'PUT' || method === 'PATCH' ? { body: anything } : {}),
    ...(answer === 'list' || answer === 'counted' ? { query: pageQuery } : {}),
    answers: answer === 'gone' ? { 204: 'nothing' } : answer in bodies ? { 200: 'json' } : {},
    async handle(context) {
      await context.account();
      if (answer === 'refused') throw problem('NotOffered', { what, instead });
      if (answer === 'absent')
        throw problem('NotOfferedNotFound', { what, name: context.path['name'] ?? '', instead });
      if (answer === 'gone') return void context.reply.code(204);
      return bodies[answer];
    },
  };
}

/** As in Azure's role definitions: `…/nodes/reports/read`, `…/watchers/start/action`. */
function actionOf(method: Route['method'], path: string): string {
  const type = `${kind}/${path
    .split('/')
    .filter((part) => !part.startsWith(':'))
    .join('/')}`;
  if (method === 'POST') return `${type}/action`;
  return `${type}/${method === 'GET' ? 'read' : method === 'DELETE' ? 'delete' : 'write'}`;
}
