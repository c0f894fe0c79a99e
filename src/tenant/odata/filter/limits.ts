import { type TenantryError, problem } from '#kernel';

import { type FilterNode, flat } from './nodes.ts';

/** What the directory's own store takes of a filter; the index behind advanced queries takes more. */
const most = { clauses: 15, height: 3, prefix: 120 };

/**
 * Why a filter is too much for a query that is not an advanced one. Sources: github.com/microsoftgraph
 * microsoft-graph-docs/issues/21098 (clauses, and that advanced queries are free of the limit), …/3641 (height),
 * microsoft-graph-explorer-v4/issues/2103 (a prefix of more than 120 characters).
 */
export function excesses(filter: FilterNode): TenantryError[] {
  const found: TenantryError[] = [];
  const height = heightOf(filter);
  if (height > most.height) found.push(problem('GraphFilterHeight', { height, most: most.height }));
  visit(filter, (of) => {
    const count = of.kind === 'or' ? flat(of, 'or').length : of.kind === 'in' ? of.values.length : 0;
    if (count > most.clauses)
      found.push(problem('GraphFilterClauses', { operator: 'OR', count, most: most.clauses }));
  });
  return found;
}

export function isLongPrefix(value: string): boolean {
  return value.length > most.prefix;
}

/** A clause is 1 high, and each change between `and` and `or` adds a level. */
function heightOf(of: FilterNode): number {
  if (of.kind === 'not') return heightOf(of.of);
  if (of.kind !== 'and' && of.kind !== 'or') return 1;
  return 1 + Math.max(...flat(of, of.kind).map(heightOf));
}

function visit(of: FilterNode, see: (node: FilterNode) => void): void {
  see(of);
  if (of.kind === 'not') visit(of.of, see);
  if (of.kind === 'and' || of.kind === 'or') for (const each of flat(of, of.kind)) visit(each, see);
}
