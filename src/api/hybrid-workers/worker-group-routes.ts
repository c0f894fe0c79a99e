import { z } from 'zod';

import { type Account, type Automation, type WorkerGroup, armId } from '#automation';
import { workerTags } from '#worker-link';

import { readTerms } from '../filter/filter.ts';
import { readBody } from '../http/body.ts';
import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';
import { isWithin } from '../http/version-ranges.ts';

const kind = 'Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups';
const credential = z.object({ name: z.string().nullish() }).nullish();
/** The older versions have the credential at the top, the newer ones among the properties. */
const body = z.object({
  credential,
  properties: z.object({ credential, silenceSeconds: z.number().nullish() }).nullish(),
});

const terms = { 'name eq': 'name', 'grouptype eq': 'groupType' } as const;

/** Since this version a group is a resource as any other, and its workers are resources of their own. */
const resourcesSince = { from: '2021-06-22' };

function inputOf(context: RouteContext) {
  const read = readBody(context, body);
  const given = read.properties?.credential === undefined ? read.credential : read.properties.credential;
  const silenceSeconds = read.properties?.silenceSeconds ?? undefined;
  if (given === undefined) return { silenceSeconds };
  return { credential: given?.name || null, silenceSeconds };
}

const tokenBody = z.object({ expiresInMinutes: z.number().nullish(), tags: workerTags.nullish() });
const usualMinutes = 60;

export function workerGroupRoutes({ workerGroups, hybridWorkers, joinTokens }: Automation): Route[] {
  const path = `${accountPath}/hybridrunbookworkergroups/:workers`;
  const nameOf = (context: RouteContext): string => context.path['workers'] ?? '';

  async function show(context: RouteContext, account: Account, group: WorkerGroup): Promise<unknown> {
    const id = `${armId(account)}/hybridRunbookWorkerGroups/${group.name}`;
    const shared = {
      credential: group.credential === null ? null : { name: group.credential },
      groupType: group.groupType,
    };
    if (isWithin(context.query['api-version'] ?? '', resourcesSince))
      return {
        id,
        name: group.name,
        type: 'Microsoft.Automation/AutomationAccounts/HybridRunbookWorkerGroups',
        systemData: {
          createdAt: group.createdAt.toISOString(),
          lastModifiedAt: group.modifiedAt.toISOString(),
        },
        // The last one is ours.
        properties: { ...shared, silenceSeconds: group.silenceSeconds },
      };
    const { items } = await hybridWorkers.list(account.id, group.name, {});
    return {
      id,
      name: group.name,
      ...shared,
      hybridRunbookWorkers: items.map((worker) => ({
        name: worker.name,
        ip: worker.ip,
        registrationTime: worker.registeredAt.toISOString(),
        lastSeenDateTime: worker.lastSeenAt?.toISOString() ?? null,
      })),
    };
  }

  return [
    {
      operation: 'HybridRunbookWorkerGroup_ListByAutomationAccount',
      method: 'GET',
      path: `${accountPath}/hybridrunbookworkergroups`,
      action: `${kind}/read`,
      filter: Object.keys(terms),
      pages: true,
      async handle(context) {
        const account = await context.account();
        const filter = readTerms(context.query['$filter'], terms);
        const page = await workerGroups.list(account.id, filter, skipToken(context));
        const items = await Promise.all(page.items.map((group) => show(context, account, group)));
        return listOf(context, { ...page, items }, (shown) => shown);
      },
    },
    {
      operation: 'HybridRunbookWorkerGroup_Get',
      method: 'GET',
      path,
      action: `${kind}/read`,
      async handle(context) {
        const account = await context.account();
        return show(context, account, await workerGroups.get(account.id, nameOf(context)));
      },
    },
    {
      operation: 'HybridRunbookWorkerGroup_Create',
      method: 'PUT',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const account = await context.account();
        const input = inputOf(context);
        const { group, created } = await workerGroups.put(account, nameOf(context), input, context.actor);
        context.reply.code(created ? 201 : 200);
        return show(context, account, group);
      },
    },
    {
      operation: 'HybridRunbookWorkerGroup_Update',
      method: 'PATCH',
      path,
      action: `${kind}/write`,
      body,
      async handle(context) {
        const account = await context.account();
        const input = inputOf(context);
        return show(
          context,
          account,
          await workerGroups.update(account, nameOf(context), input, context.actor),
        );
      },
    },
    {
      operation: 'Tenantry_CreateJoinToken',
      method: 'POST',
      path: `${path}/createjointoken`,
      action: `${kind}/createJoinToken/action`,
      body: tokenBody,
      async handle(context) {
        const { expiresInMinutes, tags } = readBody(context, tokenBody);
        const minutes = expiresInMinutes ?? usualMinutes;
        const made = await joinTokens.create(
          await context.account(),
          nameOf(context),
          { minutes, tags: tags ?? undefined },
          context.actor,
        );
        return { ...made, expiresAt: made.expiresAt.toISOString() };
      },
    },
    {
      operation: 'HybridRunbookWorkerGroup_Delete',
      method: 'DELETE',
      path,
      action: `${kind}/delete`,
      async handle(context) {
        await workerGroups.remove(await context.account(), nameOf(context), context.actor);
      },
    },
  ];
}
