import { problem } from '#kernel';

import { type EntityName, directoryObjects, isEntityName, sheets } from '../edm/model.ts';
import type { Navigation, Relation } from '../edm/sheet.ts';
import { type SqlValue, tableOf } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Condition } from './filter/compile.ts';
import type { Scope } from './request.ts';

/** Which tables a collection may hold rows of. */
export function typesBehind(entity: EntityName, scope: Scope | undefined): readonly EntityName[] {
  if (scope === undefined) return [entity];
  if (scope.cast !== undefined) return [scope.cast];
  const { to, relation } = navigationOf(scope);
  if (isEntityName(to)) return [to];
  if ('nav' in relation && relation.by.startsWith('reverse'))
    return [...new Set(navsOf(relation).map((nav) => nav.split('.')[0] as EntityName))];
  return directoryObjects;
}

export function navigationOf(scope: Scope): Navigation {
  return sheets[scope.entity].navigations![scope.navigation]!;
}

export function where(
  scope: Scope | undefined,
  filter: Condition | undefined,
): { conditions: string[]; values: SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  if (scope !== undefined) {
    const { sql, values: bound } = within(scope);
    conditions.push(sql);
    values.push(...bound);
  }
  if (filter !== undefined) {
    conditions.push(filter.sql);
    values.push(...filter.values);
  }
  return { conditions, values };
}

/** The rows at the other end of a navigation. */
function within(scope: Scope): Condition {
  const { relation, variant } = navigationOf(scope);
  const { sql, values } = related(scope.id, relation, scope.navigation);
  if (variant === undefined) return { sql, values };
  return { sql: `${sql} and e."odataType" = ?`, values: [...values, variant] };
}

function related(id: string, relation: Relation, navigation: string): Condition {
  if (relation.by === 'property') return { sql: `e."${relation.property}" = ?`, values: [id] };
  if (relation.by === 'behaviour') throw problem('Internal', { detail: `${navigation} is computed` });
  const navs = navsOf(relation);
  const among = `nav in (${navs.map(() => '?').join(', ')})`;
  switch (relation.by) {
    case 'link':
      return {
        sql: `e.id in (select target from link where ${among} and source = ?)`,
        values: [...navs, id],
      };
    case 'reverse':
      return {
        sql: `e.id in (select source from link where ${among} and target = ?)`,
        values: [...navs, id],
      };
    case 'linkTransitive':
      return {
        sql: `e.id in (with recursive reached(id) as (select ? union select link.target from link join reached on link.source = reached.id where ${among}) select id from reached) and e.id <> ?`,
        values: [id, ...navs, id],
      };
    case 'reverseTransitive':
      return {
        sql: `e.id in (with recursive reached(id) as (select ? union select link.source from link join reached on link.target = reached.id where ${among}) select id from reached) and e.id <> ?`,
        values: [id, ...navs, id],
      };
  }
}

/** The link rows that a navigation follows. */
function navsOf(relation: Relation): readonly string[] {
  if (!('nav' in relation)) return [];
  return 'also' in relation ? [relation.nav, ...(relation.also ?? [])] : [relation.nav];
}

/** Is that one among those a navigation leads to? */
export function isInside(state: TenantState, scope: Scope, id: string): boolean {
  const { conditions, values } = where(scope, undefined);
  return typesBehind('user', scope).some((type) => {
    const sql = `select 1 from ${tableOf(type)} as e${clause([...conditions, 'e.id = ?'])}`;
    return state.select(sql, [...values, id]).length > 0;
  });
}

export function countRows(
  state: TenantState,
  entity: EntityName,
  scope: Scope | undefined,
  filter: Condition | undefined,
): number {
  const { conditions, values } = where(scope, filter);
  const [row] = state.select(
    `select count(*) as n from ${tableOf(entity)} as e${clause(conditions)}`,
    values,
  );
  return Number(row?.['n']);
}

export function clause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}
