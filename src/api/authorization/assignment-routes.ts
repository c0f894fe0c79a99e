import { z } from 'zod';

import { type Automation, type RoleAssignment, isWithin, roles } from '#automation';
import { problem } from '#kernel';

import { readBody } from '../http/body.ts';
import { type Route, type RouteContext, scopeOf } from '../http/routes.ts';
import { scopes } from './scopes.ts';

const body = z.object({
  properties: z.object({
    roleDefinitionId: z.string().max(1_000),
    principalId: z.string().max(100),
    principalType: z.enum(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']).nullish(),
  }),
});

const kind = 'Microsoft.Authorization/roleAssignments';

/** Role assignments at a subscription, group, account or runbook. */
export function assignmentRoutes({ access: { assignments } }: Automation): Route[] {
  return scopes.flatMap((scope, place): Route[] => {
    const alias = place === 0 ? {} : ({ alias: true } as const);
    const collection = `${scope}/providers/microsoft.authorization/roleassignments`;
    const one = `${collection}/:assignment`;
    /** As the client wrote it: that is what stands in the assignment. */
    const at = ({ path }: RouteContext): string => canonical(scopeOf(scope, path));
    return [
      {
        operation: 'RoleAssignments_ListForScope',
        ...alias,
        method: 'GET',
        path: collection,
        action: `${kind}/read`,
        filter: ['atScope()', 'assignedTo()', 'principalId eq'],
        async handle(context) {
          const wanted = filterOf(context.query['$filter'], at(context));
          return { value: (await assignments.list(at(context))).filter(wanted).map(show) };
        },
      },
      {
        operation: 'RoleAssignments_Get',
        ...alias,
        method: 'GET',
        path: one,
        action: `${kind}/read`,
        handle: async (context) => show(await assignments.get(at(context), context.path['assignment'] ?? '')),
      },
      {
        operation: 'RoleAssignments_Create',
        ...alias,
        method: 'PUT',
        path: one,
        action: `${kind}/write`,
        body,
        async handle(context) {
          const { roleDefinitionId, principalId, principalType } = readBody(context, body).properties;
          const input = { role: roleDefinitionId, principalId, principalType: principalType ?? undefined };
          const name = context.path['assignment'] ?? '';
          const { assignment, created } = await assignments.put(at(context), name, input, context.actor);
          context.reply.code(created ? 201 : 200);
          return show(assignment);
        },
      },
      {
        operation: 'RoleAssignments_Delete',
        ...alias,
        method: 'DELETE',
        path: one,
        action: `${kind}/delete`,
        answers: { 200: 'json', 204: 'nothing' },
        async handle(context) {
          const removed = await assignments.remove(
            at(context),
            context.path['assignment'] ?? '',
            context.actor,
          );
          if (removed !== undefined) return show(removed);
          context.reply.code(204);
          return undefined;
        },
      },
    ];
  });
}

/** Routes are written in lower case; an id reads as Azure writes it. */
function canonical(scope: string): string {
  return scope
    .replace('/resourcegroups/', '/resourceGroups/')
    .replace('/microsoft.automation/automationaccounts/', '/Microsoft.Automation/automationAccounts/');
}

function show({ name, scope, role, principalId, principalType, createdAt, createdBy }: RoleAssignment) {
  const [, subscription = ''] = /^\/subscriptions\/([^/]+)/i.exec(scope) ?? [];
  return {
    id: `${scope}/providers/${kind}/${name}`,
    name,
    type: kind,
    properties: {
      roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles[role].id}`,
      principalId,
      principalType,
      scope,
      createdOn: createdAt.toISOString(),
      updatedOn: createdAt.toISOString(),
      createdBy,
      updatedBy: createdBy,
    },
  };
}

/** `atScope()` leaves out what is below; `principalId eq '…'` and `assignedTo('…')` ask for one principal. */
function filterOf(text: string | undefined, scope: string): (assignment: RoleAssignment) => boolean {
  const conditions = (text ?? '').split(/\s+and\s+/i).map((part) => part.trim());
  const tests = conditions
    .filter((part) => part !== '')
    .map((part) => {
      if (/^atScope\(\)$/i.test(part)) return (each: RoleAssignment) => isWithin(scope, each.scope);
      const [, id] = /^(?:principalId\s+eq\s+|assignedTo\()'([0-9a-f-]{36})'\)?$/i.exec(part) ?? [];
      if (id === undefined) throw problem('RoleFilterInvalid', { filter: part });
      return (each: RoleAssignment) => each.principalId === id.toLowerCase();
    });
  return (each) => tests.every((test) => test(each));
}
