import { problem } from '#kernel';

import type { EntityName } from '../../edm/model.ts';
import type { Context } from '../../odata/request.ts';
import type { LinkHooks } from '../behaviour.ts';
import { isDynamic, isUnified } from './kinds.ts';

const memberTypes: readonly string[] = ['user', 'group', 'device', 'servicePrincipal', 'orgContact'];

/** What may be a member or an owner of a group. Sources: learn.microsoft.com/graph/api/group-post-members, …-owners. */
export const groupLinks: Readonly<Record<string, LinkHooks>> = {
  'group.members': {
    add(context, group, target) {
      const type = kindOf(context, target);
      const row = demandAssigned(context, group);
      const fits = isUnified(row) ? type === 'user' : memberTypes.includes(type);
      if (!fits) throw problem('GraphMemberKind');
      // Groups are not nested in one that roles are assigned to.
      if (row['isAssignableToRole'] === true && type === 'group') throw problem('GraphMemberKind');
      if (target.toLowerCase() === group.toLowerCase()) throw problem('GraphMemberKind');
      demandNoCircle(context, group, target, type);
    },
    remove(context, group) {
      demandAssigned(context, group);
    },
  },
  'group.owners': {
    add(context, group, target) {
      const type = kindOf(context, target);
      demandCloud(context, group);
      if (type !== 'user' && type !== 'servicePrincipal') throw problem('GraphMemberKind');
    },
    remove(context, group, target) {
      demandCloud(context, group);
      const users = context.state
        .targets('group.owners', group)
        .filter((id) => context.state.typeOf(id) === 'user');
      // A Microsoft 365 group keeps an owner who is a user once it has one.
      const last = users.length === 1 && users[0]!.toLowerCase() === target.toLowerCase();
      if (last && isUnified(context.state.get('group', group) ?? {})) throw problem('GraphLastOwner');
    },
  },
};

function kindOf({ state }: Context, id: string): EntityName | 'unknown' {
  return state.typeOf(id) ?? 'unknown';
}

/** Members of a group by rule, and of one that comes from elsewhere, are changed by nobody here. */
function demandAssigned(context: Context, group: string): Readonly<Record<string, unknown>> {
  const row = demandCloud(context, group);
  if (isDynamic(row)) throw problem('GraphMembersByRule');
  return row;
}

function demandCloud({ state }: Context, group: string): Readonly<Record<string, unknown>> {
  const row = state.get('group', group) ?? {};
  if ('onPremisesSyncEnabled' in row && row['onPremisesSyncEnabled'] === true)
    throw problem('GraphMasteredOnPremises');
  const exchange = 'mailEnabled' in row && row['mailEnabled'] === true && !isUnified(row);
  if (exchange) throw problem('GraphGroupOfExchange');
  return row;
}

/** Believed: a group that would contain itself is refused like any other wrong member. */
function demandNoCircle({ state }: Context, group: string, target: string, type: string): void {
  if (type !== 'group') return;
  const seen = new Set<string>();
  const open = [target];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const member of state.targets('group.members', next)) {
      if (member.toLowerCase() === group.toLowerCase()) throw problem('GraphMemberKind');
      if (seen.has(member) || state.typeOf(member) !== 'group') continue;
      seen.add(member);
      open.push(member);
    }
  }
}
