import { type EntityName, sheets } from '../../edm/model.ts';
import { type FilterNode, flat } from './nodes.ts';

/**
 * How the rows of a filter are best reached. SQLite without statistics prefers walking a million rows in the order of
 * their ids to sorting what an index gives, so the engine says which order costs nothing.
 */
export type Access =
  /** An equality, whose index goes on with the id; or nothing to hold on to. */
  | { readonly by: 'id' }
  /** A range of an indexed property: read in that order, a page ends after its rows. */
  | { readonly by: 'property'; readonly property: string }
  /** Alternatives, each with an index: asked one by one, so that none makes the others scan. */
  | { readonly by: 'alternatives'; readonly filters: readonly FilterNode[] };

export function accessOf(entity: EntityName, filter: FilterNode): Access {
  const all = flat(filter, 'and');
  if (all.some((one) => isEquality(entity, one))) return { by: 'id' };
  for (const one of all) {
    const property = rangeProperty(entity, one);
    if (property !== undefined) return { by: 'property', property };
  }
  for (const one of all) {
    const either = flat(one, 'or');
    if (either.length < 2 || !either.every((each) => isReached(entity, each))) continue;
    const rest = all.filter((other) => other !== one);
    const filters = either.map((each) =>
      rest.reduce((left, right): FilterNode => ({ kind: 'and', left, right }), each),
    );
    return { by: 'alternatives', filters };
  }
  return { by: 'id' };
}

/** Most accounts are enabled, so that one is not looked for in an index. */
export function isUsual(entity: EntityName, property: string, value: unknown): boolean {
  return entity === 'user' && property === 'accountEnabled' && value === 1;
}

/** Is every row that an index gives one that the filter takes, or are there so few that it does not matter? */
export function isAnsweredByIndex(entity: EntityName, filter: FilterNode): boolean {
  const all = flat(filter, 'and');
  const [only] = all;
  if (all.length === 1 && only !== undefined)
    return flat(only, 'or').every((each) => each.kind !== 'and' && isReached(entity, each));
  return isUnique(entity, filter);
}

/** Does it name one or few by what (almost) no two have? */
export function isUnique(entity: EntityName, filter: FilterNode): boolean {
  return flat(filter, 'and').some(
    (one) =>
      isEquality(entity, one) &&
      'path' in one &&
      nearlyUnique.has((indexed(entity, one.path) ?? '').toLowerCase()),
  );
}

const nearlyUnique = new Set(['id', 'userprincipalname', 'mail', 'mailnickname', 'appid', 'employeeid']);

function isReached(entity: EntityName, of: FilterNode): boolean {
  return flat(of, 'and').some((one) => isEquality(entity, one) || rangeProperty(entity, one) !== undefined);
}

function isEquality(entity: EntityName, of: FilterNode): boolean {
  if (of.kind === 'in') return indexed(entity, of.path) !== undefined;
  if (of.kind !== 'comparison' || of.operator !== 'eq') return false;
  return indexed(entity, of.path) !== undefined && !(of.value.is === 'boolean' && of.value.value);
}

function rangeProperty(entity: EntityName, of: FilterNode): string | undefined {
  if (of.kind === 'function') {
    const isPrefix = of.name === 'startsWith' && of.value.is === 'string' && of.value.value !== '';
    return isPrefix ? indexed(entity, of.path) : undefined;
  }
  const isRange = of.kind === 'comparison' && of.operator !== 'eq' && of.operator !== 'ne';
  return isRange ? indexed(entity, of.path) : undefined;
}

function indexed(entity: EntityName, path: readonly string[]): string | undefined {
  const [name] = path;
  if (path.length !== 1 || name === undefined) return undefined;
  const { properties } = sheets[entity];
  const exact = Object.keys(properties).find((each) => each.toLowerCase() === name.toLowerCase());
  return exact !== undefined && properties[exact]?.indexed === true ? exact : undefined;
}
