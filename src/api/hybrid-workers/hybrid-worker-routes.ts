import { z } from 'zod';

import { type Account, type Automation, type HybridWorker, armId } from '#automation';

import { readTerms } from '../filter/filter.ts';
import { optionalText, readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';

const kind = 'Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/hybridRunbookWorkers';
const body = z.object({
  name: optionalText,
  properties: z.object({ vmResourceId: optionalText }).nullish(),
});
const moveBody = z.object({ hybridRunbookWorkerGroupName: z.string().min(1) });
const terms = { 'workername eq': 'name', 'name eq': 'name' } as const;

function show(account: Account, worker: HybridWorker): unknown {
  return {
    id: `${armId(account)}/hybridRunbookWorkerGroups/${worker.group}/hybridRunbookWorkers/${worker.id}`,
    name: worker.id,
    type: 'Microsoft.Automation/AutomationAccounts/HybridRunbookWorkerGroups/HybridRunbookWorkers',
    systemData: {
      createdAt: worker.registeredAt.toISOString(),
      lastModifiedAt: worker.modifiedAt.toISOString(),
    },
    properties: {
      ip: worker.ip,
      registeredDateTime: worker.registeredAt.toISOString(),
      lastSeenDateTime: worker.lastSeenAt?.toISOString() ?? null,
      vmResourceId: worker.vmResourceId,
      workerType: 'HybridV2',
      workerName: worker.name,
      // Ours.
      live: worker.live,
      version: worker.version,
      operatingSystem: worker.operatingSystem,
      tags: worker.tags,
      revokedDateTime: worker.revokedAt?.toISOString() ?? null,
      isolation: worker.facts?.isolation ?? null,
      selfTest: worker.facts?.tried ?? null,
    },
  };
}

export function hybridWorkerRoutes({ hybridWorkers, hybridIdentities }: Automation): Route[] {
  const all = `${accountPath}/hybridrunbookworkergroups/:workers/hybridrunbookworkers`;
  const path = `${all}/:worker`;
  const placeOf = ({ path: { workers = '', worker = '' } }: RouteContext) => [workers, worker] as const;
  const machineOf = (context: RouteContext): string | undefined =>
    readBody(context, body).properties?.vmResourceId;

  return [
    {
      operation: 'HybridRunbookWorkers_ListByHybridRunbookWorkerGroup',
      method: 'GET',
      path: all,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      async handle(context) {
        const account = await context.account();
        const [group] = placeOf(context);
        const filter = readTerms(context.query['$filter'], terms);
        const page = await hybridWorkers.list(account.id, group, filter, skipToken(context));
        return listOf(context, page, (worker) => show(account, worker));
      },
    },
    {
      operation: 'HybridRunbookWorkers_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      async handle(context) {
        const account = await context.account();
        return show(account, await hybridWorkers.get(account.id, ...placeOf(context)));
      },
    },
    {
      operation: 'HybridRunbookWorkers_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const account = await context.account();
        const machine = machineOf(context) ?? '';
        const { worker, created } = await hybridWorkers.put(
          account,
          ...placeOf(context),
          machine,
          context.actor,
        );
        context.reply.code(created ? 201 : 200);
        return show(account, worker);
      },
    },
    {
      operation: 'HybridRunbookWorkers_Patch',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const account = await context.account();
        const machine = machineOf(context);
        return show(
          account,
          await hybridWorkers.update(account, ...placeOf(context), machine, context.actor),
        );
      },
    },
    {
      operation: 'Tenantry_RevokeHybridWorker',
      method: 'POST',
      path: `${path}/revoke`,
      action: `${kind}/revoke/action`,
      answers: { 200: 'nothing' },
      async handle(context) {
        const account = await context.account();
        await hybridIdentities.revoke(account, ...placeOf(context), context.actor);
      },
    },
    {
      operation: 'HybridRunbookWorkers_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      answers: { 200: 'nothing', 204: 'nothing' },
      async handle(context) {
        const removed = await hybridWorkers.remove(
          await context.account(),
          ...placeOf(context),
          context.actor,
        );
        context.reply.code(removed ? 200 : 204);
      },
    },
    {
      operation: 'HybridRunbookWorkers_Move',
      method: 'POST',
      path: `${path}/move`,
      action: `${kind}/move/action`,
      body: moveBody,
      answers: { 200: 'nothing' },
      async handle(context) {
        const { hybridRunbookWorkerGroupName: to } = readBody(context, moveBody);
        await hybridWorkers.move(await context.account(), ...placeOf(context), to, context.actor);
      },
    },
  ];
}
