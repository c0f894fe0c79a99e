import { type EntityName, sheets } from '../edm/model.ts';
import type { Query } from './query.ts';
import type { Scope } from './request.ts';
import { navigationOf } from './rows.ts';

/** Does a page cost no more than its own rows, however many there are? Said of the statement that `page.ts` makes. */
export function isCheapPage(entity: EntityName, scope: Scope | undefined, query: Query): boolean {
  const { filter, search, orderBy } = query;
  const plain = filter === undefined && search === undefined;
  if (scope !== undefined) return plain && orderBy.length === 0 && isDirect(scope);
  if (search !== undefined) return search.match !== undefined && filter === undefined && orderBy.length === 0;
  const [sort, ...more] = orderBy;
  if (more.length > 0) return false;
  const inIndexOrder = sort === undefined || sheets[entity].properties[sort.property]?.indexed === true;
  if (filter === undefined) return inIndexOrder;
  // Sorted by what the filter itself reads in order, or not at all.
  const own = filter.access.by === 'property' && filter.access.property === sort?.property;
  return filter.answeredByIndex && (sort === undefined || own);
}

/** Does counting cost no more than a look into an index? */
export function isCheapCount(scope: Scope | undefined, { filter, search }: Query): boolean {
  return scope === undefined && search === undefined && filter?.unique === true;
}

/**
 * Fewer than these among a million are gathered before a page is cut. Measured: to gather costs one walk through the table
 * (0.1 to 0.5 s), to go in order a hundred rows for each one in ten thousand found, by look-ups when it is sorted.
 */
export function fewOf(sorted: boolean): number {
  return sorted ? 20_000 : 2_000;
}

function isDirect(scope: Scope): boolean {
  const { by } = navigationOf(scope).relation;
  return by === 'link' || by === 'reverse';
}
