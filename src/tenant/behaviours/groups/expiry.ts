import { isoTime, parseIsoTime, problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Context, GraphResponse } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { TenantState } from '../../state/state.ts';
import type { Action, Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';
import { isUnified } from './kinds.ts';

const day = 24 * 60 * 60 * 1000;
const nav = 'groupLifecyclePolicy.groups';
/** Source: learn.microsoft.com/entra/identity/users/groups-lifecycle. */
const mostGroups = 500;
const shortestLife = 30;

/** When a Microsoft 365 group expires that was renewed at that time; null when no policy manages it. */
export function expiryOf({ state }: Pick<Context, 'state'>, group: string, renewed: string): string | null {
  const [policy] = state.all('groupLifecyclePolicy');
  if (policy === undefined || policy['managedGroupTypes'] === 'None') return null;
  if (policy['managedGroupTypes'] === 'Selected' && !state.linked(nav, policy.id, group)) return null;
  const from = parseIsoTime(renewed) ?? 0;
  return isoTime(from + Number(policy['groupLifetimeInDays']) * day).replace(/\.\d{3}Z$/, 'Z');
}

export const lifecycleHooks: Readonly<Record<string, Hooks>> = {
  groupLifecyclePolicy: {
    create({ state }, values) {
      // A tenant has one policy.
      if (state.count('groupLifecyclePolicy') > 0) throw problem('GraphLifecyclePolicyExists');
      checkPolicy(values);
      return values;
    },
    update(_context, _row, values) {
      checkPolicy(values);
      return values;
    },
  },
};

function checkPolicy(values: Readonly<Record<string, unknown>>): void {
  const { groupLifetimeInDays: days, managedGroupTypes: types } = values;
  const wrong = (property: string): Error =>
    problem('GraphPropertyInvalid', { property, type: 'GroupLifecyclePolicy' });
  if (days !== undefined && Number(days) < shortestLife) throw wrong('groupLifetimeInDays');
  if (types !== undefined && !['All', 'Selected', 'None'].includes(String(types)))
    throw wrong('managedGroupTypes');
}

export const lifecycleActions: Readonly<Record<string, Action>> = {
  'groupLifecyclePolicy.addGroup'(context, id, body) {
    const { state } = context;
    const group = demandUnified(state, body);
    const policy = demand(state, 'groupLifecyclePolicy', id);
    if (policy['managedGroupTypes'] !== 'Selected') throw problem('GraphLifecycleNotSelected');
    if (state.targets(nav, id).length >= mostGroups)
      throw problem('GraphLifecycleFull', { most: mostGroups });
    state.link(nav, id, group.id);
    return answer(context, true);
  },
  'groupLifecyclePolicy.removeGroup'(context, id, body) {
    const group = demandUnified(context.state, body);
    return answer(context, context.state.unlink(nav, id, group.id));
  },
  /** Source: learn.microsoft.com/graph/api/group-renew: 204, and the group lives as long again. */
  'group.renew'(context, id) {
    const group = demand(context.state, 'group', id);
    if (!isUnified(group)) throw problem('GraphGroupKind');
    const renewedDateTime = instant(context);
    context.state.update('group', id, {
      renewedDateTime,
      expirationDateTime: expiryOf(context, group.id, renewedDateTime),
    });
    return { status: 204 };
  },
};

function demandUnified(state: TenantState, body: unknown): Row {
  const { groupId } = (body ?? {}) as { groupId?: unknown };
  if (typeof groupId !== 'string')
    throw problem('GraphPropertyMissing', { property: 'groupId', type: 'GroupLifecyclePolicy' });
  const group = demand(state, 'group', groupId);
  if (!isUnified(group))
    throw problem('GraphPropertyInvalid', { property: 'groupId', type: 'GroupLifecyclePolicy' });
  return group;
}

function answer({ base }: Context, value: boolean): GraphResponse {
  return { status: 200, body: { '@odata.context': `${base}/$metadata#Edm.Boolean`, value } };
}
