import { problem } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { Context, GraphResponse } from '../odata/request.ts';
import type { TenantState } from '../state/state.ts';
import type { Action } from './behaviour.ts';

/** Entities that are members of others, on which the four questions are asked. */
const askers: readonly EntityName[] = [
  'user',
  'group',
  'application',
  'servicePrincipal',
  'device',
  'orgContact',
];

/**
 * Source: learn.microsoft.com/graph/api/directoryobject-getmembergroups and its three siblings. They follow groups in
 * groups; `…Objects` tell directory roles and administrative units too.
 */
export const membershipActions: Readonly<Record<string, Action>> = Object.fromEntries(
  askers.flatMap((entity): [string, Action][] => [
    [
      `${entity}.getMemberGroups`,
      (context, id, body) => answer(context, groupsOf(context, id, body, entity)),
    ],
    [
      `${entity}.getMemberObjects`,
      (context, id, body) => answer(context, objectsOf(context, id, body, entity)),
    ],
    [
      `${entity}.checkMemberGroups`,
      (context, id, body) => {
        const asked = idsOf(body, 'groupIds');
        const reached = new Set(reach(context.state, id, groups).map(lower));
        return answer(
          context,
          asked.filter((each) => reached.has(lower(each))),
        );
      },
    ],
    [
      `${entity}.checkMemberObjects`,
      (context, id, body) => {
        const asked = idsOf(body, 'ids');
        const reached = new Set(reach(context.state, id, everything).map(lower));
        return answer(
          context,
          asked.filter((each) => reached.has(lower(each))),
        );
      },
    ],
  ]),
);

const groups = ['group.members'];
const everything = ['group.members', 'directoryRole.members', 'administrativeUnit.members'];
/** Source: the reference page: more are refused. */
const mostReturned = 11_000;
const mostAsked = 20;

function groupsOf({ state }: Context, id: string, body: unknown, entity: EntityName): readonly string[] {
  const secure = securityOnly(body, entity);
  return bounded(
    reach(state, id, groups).filter(
      (group) => !secure || state.get('group', group, ['securityEnabled'])?.['securityEnabled'] === true,
    ),
  );
}

function objectsOf({ state }: Context, id: string, body: unknown, entity: EntityName): readonly string[] {
  const secure = securityOnly(body, entity);
  return bounded(
    reach(state, id, everything).filter((object) => {
      const group = state.get('group', object, ['securityEnabled']);
      return !secure || group === undefined || group['securityEnabled'] === true;
    }),
  );
}

/** Only users and service principals may be asked about security groups alone. */
function securityOnly(body: unknown, entity: EntityName): boolean {
  const { securityEnabledOnly } = (body ?? {}) as { securityEnabledOnly?: unknown };
  if (
    securityEnabledOnly !== undefined &&
    securityEnabledOnly !== null &&
    typeof securityEnabledOnly !== 'boolean'
  )
    throw problem('GraphPropertyInvalid', { property: 'securityEnabledOnly', type: 'DirectoryObject' });
  if (securityEnabledOnly === true && entity !== 'user' && entity !== 'servicePrincipal')
    throw problem('GraphSecurityOnlyUsers');
  return securityEnabledOnly === true;
}

function idsOf(body: unknown, property: 'groupIds' | 'ids'): readonly string[] {
  const ids = ((body ?? {}) as Record<string, unknown>)[property];
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string'))
    throw problem('GraphPropertyMissing', { property, type: 'DirectoryObject' });
  if (ids.length > mostAsked) throw problem('GraphTooManyIds', { property, most: mostAsked });
  return ids as readonly string[];
}

/** Everything that the object is in, directly or through groups. */
export function reach(state: TenantState, id: string, navs: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const nav of navs) {
      for (const holder of state.sources(nav, next)) {
        if (reached.has(holder)) continue;
        reached.add(holder);
        open.push(holder);
      }
    }
  }
  return [...reached];
}

function bounded(ids: readonly string[]): readonly string[] {
  if (ids.length > mostReturned) throw problem('GraphResultTooLarge');
  return ids;
}

function answer({ base }: Context, value: readonly string[]): GraphResponse {
  return { status: 200, body: { '@odata.context': `${base}/$metadata#Collection(Edm.String)`, value } };
}

function lower(id: string): string {
  return id.toLowerCase();
}
