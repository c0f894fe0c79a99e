import { behaviours } from '../behaviours/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { rowFromSql } from '../state/columns.ts';
import type { Expansion } from './expansion.ts';
import type { Context } from './request.ts';
import { navigationOf, rowsWithin, typesBehind } from './rows.ts';
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
        : related(context, scope, expansion).map(({ shown: each }) => each);
    if (navigationOf(scope).many) shown[expansion.navigation] = values;
    else if (values[0] !== undefined)
      shown[expansion.navigation] = expansion.levels > 1 ? chain(context, scope, expansion) : values[0];
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

/** The manager in whom his own manager stands, and so on; nobody twice, should they manage each other. */
function chain(context: Context, scope: ExpandScope, expansion: Expansion): unknown {
  const seen = new Set([scope.id.toLowerCase()]);
  const upwards: Record<string, unknown>[] = [];
  for (let id = scope.id; upwards.length < expansion.levels;) {
    const [next] = related(context, { ...scope, id }, expansion);
    if (next === undefined || seen.has(next.id.toLowerCase())) break;
    seen.add(next.id.toLowerCase());
    upwards.push(next.shown);
    id = next.id;
  }
  return upwards.reduceRight<Record<string, unknown> | undefined>(
    (above, one) => (above === undefined ? one : { ...one, [scope.navigation]: above }),
    undefined,
  );
}

interface Related {
  readonly id: string;
  readonly shown: Record<string, unknown>;
}

function related({ state }: Context, scope: ExpandScope, { select }: Expansion): Related[] {
  return typesBehind('user', scope)
    .flatMap((type) => {
      const { from, key, sql, values } = rowsWithin(type, scope);
      return state
        .select(`select e.* from ${from} where ${sql} order by ${key} limit ${mostExpanded}`, values)
        .map((stored) => ({ type, row: rowFromSql(type, stored) }));
    })
    .sort((one, other) => (one.row.id < other.row.id ? -1 : 1))
    .slice(0, mostExpanded)
    .map(({ type, row }) => ({
      id: row.id,
      shown: shape(
        type,
        row,
        select?.filter((name) => Object.hasOwn(sheets[type].properties, name)),
        sheets[type].directoryObject === true,
      ),
    }));
}
