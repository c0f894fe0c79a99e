import type { EntityName } from '../../edm/model.ts';

/** What a subscription is about. */
export interface Watched {
  readonly entity: EntityName;
  /** Only this one. */
  readonly id?: string;
  /** Only who comes and goes: `groups/{id}/members`. */
  readonly navigation?: string;
  /** The operation that reading it takes the permission of. */
  readonly reading: string;
}

/** Source: learn.microsoft.com/graph/api/resources/subscription, "Subscription lifetime": 41,760 minutes, under 29 days. */
export const longestMinutes = 41_760;

const sets: Readonly<Record<string, { readonly entity: EntityName; readonly relations: readonly string[] }>> =
  {
    users: { entity: 'user', relations: ['manager'] },
    groups: { entity: 'group', relations: ['members', 'owners'] },
  };

/** Real in Graph, not emulated: their services are not. */
const elsewhere =
  /^(me|chats|teams|communications|sites|drives?|security|print|copilot|identityprotection|reports|education|solutions)\b/i;

/** `users`, `/groups/{id}`, `groups/{id}/members`; `elsewhere` where Graph has it and the tenant does not. */
export function readResource(resource: string): Watched | 'elsewhere' | undefined {
  const parts = resource.replace(/^\/+|\/+$/g, '').split('/');
  const [set = '', id, relation, ...more] = parts;
  const known = sets[set.toLowerCase()];
  if (known === undefined) return elsewhere.test(set) ? 'elsewhere' : undefined;
  const { entity, relations } = known;
  const reading = `GET /${set.toLowerCase()}`;
  if (id === undefined) return { entity, reading };
  if (relation === undefined) return { entity, id, reading: `${reading}/{id}` };
  const navigation = relations.find((each) => each === relation.toLowerCase());
  if (navigation !== undefined && more.length === 0)
    return { entity, id, navigation, reading: `${reading}/{id}/${navigation}` };
  return 'elsewhere';
}

const changeTypes = ['created', 'updated', 'deleted'];

/**
 * Source: learn.microsoft.com/graph/api/resources/subscription, note on `changeType`: of users and groups `updated` tells what was
 * created, changed or put into the bin, `deleted` what is gone for good; `created` there is not.
 */
export function readChangeTypes(text: string): readonly string[] | undefined {
  const types = text.split(',').map((type) => type.trim().toLowerCase());
  if (types.some((type) => !changeTypes.includes(type)) || types.includes('created')) return undefined;
  return types;
}
