import { behaviours } from '../behaviours/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { rowFromSql, tableOf } from '../state/columns.ts';
import type { Expansion } from './expansion.ts';
import type { Context } from './request.ts';
import { clause, navigationOf, typesBehind, where } from './rows.ts';
import { shape } from './shape.ts';

/** Source: learn.microsoft.com/graph/query-parameters#expand: at most 20 of a directory relation, and no next page. */
const mostExpanded = 20;

/** What the expanded navigations lead to, to be written beside an entity's own properties. */
export function expand(
  context: Context,
  entity: EntityName,
  id: string,
  expansions: readonly Expansion[],
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const expansion of expansions) {
    const scope = { entity, id, navigation: expansion.navigation };
    const values =
      navigationOf(scope).relation.by === 'behaviour'
        ? computed(context, scope)
        : related(context, scope, expansion);
    if (navigationOf(scope).many) shown[expansion.navigation] = values;
    else if (values[0] !== undefined) shown[expansion.navigation] = values[0];
  }
  return shown;
}

interface ExpandScope {
  readonly entity: EntityName;
  readonly id: string;
  readonly navigation: string;
}

function computed(context: Context, scope: ExpandScope): unknown[] {
  const { to } = navigationOf(scope);
  const rows = behaviours.computed[`${scope.entity}.${scope.navigation}`]!(context, scope.id);
  return rows.map((row) => shape(to as EntityName, row, undefined));
}

function related({ state }: Context, scope: ExpandScope, { select }: Expansion): unknown[] {
  const { conditions, values } = where(scope, undefined);
  return typesBehind('user', scope)
    .flatMap((type) =>
      state
        .select(
          `select e.* from ${tableOf(type)} as e${clause(conditions)} order by e.id limit ${mostExpanded}`,
          values,
        )
        .map((stored) => ({ type, row: rowFromSql(type, stored) })),
    )
    .sort((one, other) => (one.row.id < other.row.id ? -1 : 1))
    .slice(0, mostExpanded)
    .map(({ type, row }) =>
      shape(
        type,
        row,
        select?.filter((name) => Object.hasOwn(sheets[type].properties, name)),
        sheets[type].directoryObject === true,
      ),
    );
}
