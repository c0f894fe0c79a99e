import { problem } from '#kernel';

import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import type { Navigation } from '../edm/sheet.ts';
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
    return relation.nav === 'user.manager' ? ['user'] : ['group'];
  return ['user', 'group', 'servicePrincipal'];
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
  const { relation } = navigationOf(scope);
  switch (relation.by) {
    case 'link':
      return {
        sql: 'e.id in (select target from link where nav = ? and source = ?)',
        values: [relation.nav, scope.id],
      };
    case 'reverse':
      return {
        sql: 'e.id in (select source from link where nav = ? and target = ?)',
        values: [relation.nav, scope.id],
      };
    case 'linkTransitive':
      return {
        sql: `e.id in (with recursive reached(id) as (select ? union select link.target from link join reached on link.source = reached.id where link.nav = ?) select id from reached) and e.id <> ?`,
        values: [scope.id, relation.nav, scope.id],
      };
    case 'reverseTransitive':
      return {
        sql: `e.id in (with recursive reached(id) as (select ? union select link.source from link join reached on link.target = reached.id where link.nav = ?) select id from reached) and e.id <> ?`,
        values: [scope.id, relation.nav, scope.id],
      };
    case 'property':
      return { sql: `e."${relation.property}" = ?`, values: [scope.id] };
    case 'behaviour':
      throw problem('Internal', { detail: `${scope.navigation} is computed` });
  }
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
