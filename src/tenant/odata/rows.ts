import { problem } from '#kernel';

import { type EntityName, directoryObjects, isEntityName, sheets } from '../edm/model.ts';
import type { Navigation, Relation } from '../edm/sheet.ts';
import { type SqlValue, tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { type Condition, joined } from './filter/condition.ts';
import type { Scope } from './request.ts';

/** Which tables a collection may hold rows of. */
export function typesBehind(entity: EntityName, scope: Scope | undefined): readonly EntityName[] {
  if (scope === undefined) return [entity];
  if (scope.cast !== undefined) return [scope.cast];
  const { to, relation } = navigationOf(scope);
  if (isEntityName(to)) return [to];
  if ('nav' in relation && relation.by.startsWith('reverse'))
    return [...new Set(navsOf(relation).map((nav) => nav.split('.')[0]!))].filter(isEntityName);
  return directoryObjects;
}

export function navigationOf(scope: Scope): Navigation {
  return sheets[scope.entity].navigations![scope.navigation]!;
}

/** Where rows are read from (as `e`), which of them, and the expression by whose order reading them is cheapest. */
export interface Rows extends Condition {
  readonly from: string;
  readonly key: string;
}

/** All rows of a table, or those at the other end of a navigation. */
export function rowsOf(entity: EntityName, scope: Scope | undefined): Rows {
  return scope === undefined
    ? { from: `${tableOf(entity)} as e`, key: 'e.id', sql: '1', values: [] }
    : rowsWithin(entity, scope);
}

/** Links lie sorted by the id at their other end, so that a page of a million members reads no more than its own. */
export function rowsWithin(entity: EntityName, scope: Scope): Rows {
  const { variant } = navigationOf(scope);
  const rows = related(entity, scope);
  if (variant === undefined) return rows;
  return { ...rows, sql: `${rows.sql} and e."odataType" = ?`, values: [...rows.values, variant] };
}

function related(entity: EntityName, scope: Scope): Rows {
  const table = tableOf(entity);
  const { relation } = navigationOf(scope);
  switch (relation.by) {
    case 'link':
      return {
        from: `link as l cross join ${table} as e on e.id = l.target`,
        key: 'l.target',
        sql: 'l.nav = ? and l.source = ?',
        values: [relation.nav, scope.id],
      };
    case 'reverse': {
      // Those from entities of this kind: links of one nav lie in order.
      const navs = navsOf(relation).filter((nav) => nav.startsWith(`${entity}.`));
      return {
        from: `link as l cross join ${table} as e on e.id = l.source`,
        key: 'l.source',
        sql: `${amongNavs('l', navs)} and l.target = ?`,
        values: [...navs, scope.id],
      };
    }
    case 'linkTransitive':
      return reached(table, navsOf(relation), scope.id, 'target', 'source');
    case 'reverseTransitive':
      return reached(table, navsOf(relation), scope.id, 'source', 'target');
    case 'property':
      return {
        from: `${table} as e`,
        key: 'e.id',
        sql: `e."${relation.property}" = ?`,
        values: [scope.id],
      };
    case 'own': {
      const own = `select "${relation.property}" from ${tableOf(scope.entity)} where id = ?`;
      return { from: `${table} as e`, key: 'e.id', sql: `e.id = (${own})`, values: [scope.id] };
    }
    case 'behaviour':
      throw problem('Internal', { detail: `${scope.navigation} is computed` });
  }
}

function reached(table: string, navs: readonly string[], id: string, found: string, by: string): Rows {
  const ids = `with recursive reached(id) as (select ? union select link.${found} from link join reached on link.${by} = reached.id where ${amongNavs('link', navs)}) select id from reached`;
  return {
    from: `${table} as e`,
    key: 'e.id',
    sql: `e.id in (${ids}) and e.id <> ?`,
    values: [id, ...navs, id],
  };
}

function amongNavs(table: string, navs: readonly string[]): string {
  return navs.length === 1 ? `${table}.nav = ?` : `${table}.nav in (${navs.map(() => '?').join(', ')})`;
}

/** The link rows that a navigation follows. */
function navsOf(relation: Relation): readonly string[] {
  if (!('nav' in relation)) return [];
  return 'also' in relation ? [relation.nav, ...(relation.also ?? [])] : [relation.nav];
}

/** Is that one among those a navigation leads to? */
export function isInside(state: TenantState, scope: Scope, id: string): boolean {
  return typesBehind('user', scope).some((type) => {
    const { from, sql, values } = rowsWithin(type, scope);
    return state.select(`select 1 from ${from} where ${sql} and e.id = ?`, [...values, id]).length > 0;
  });
}

/** The statement that counts rows; with a condition more, where there is one. */
export function countStatement(
  entity: EntityName,
  scope: Scope | undefined,
  conditions: readonly Condition[],
): Condition {
  const { from, sql, values } = rowsOf(entity, scope);
  const all = joined([{ sql, values }, ...conditions], 'and');
  return { sql: `select count(*) as n from ${from} where ${all.sql}`, values: all.values };
}

export function countIn(rows: readonly Readonly<Record<string, SqlValue>>[]): number {
  return Number(rows[0]?.['n']);
}
