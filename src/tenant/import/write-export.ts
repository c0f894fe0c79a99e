import type { EntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Findings } from './findings.ts';
import type { ExportedRow, GraphExport } from './graph-export.ts';

/** Those there is one of in every tenant, under another id: what the export says of it is taken over. */
const merged: Readonly<Partial<Record<EntityName, string>>> = { subscribedSku: 'skuId', domain: 'id' };
/** No two of the same. */
const unique: Readonly<Partial<Record<EntityName, string>>> = {
  user: 'userPrincipalName',
  application: 'appId',
};

/** Puts an export into the state as it is, ids included: what was true in the real tenant is not judged again. */
export function writeExport(
  state: TenantState,
  given: GraphExport,
  findings: Findings,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of given.rows) {
    if (!writeRow(state, row, findings)) continue;
    counts[row.entity] = (counts[row.entity] ?? 0) + 1;
  }
  const dangling = given.links.filter(({ nav, source, target }) => {
    const whole = state.typeOf(source) !== undefined && state.typeOf(target) !== undefined;
    if (whole) state.link(nav, source, target);
    return !whole;
  });
  counts['relations'] = given.links.length - dangling.length;
  if (dangling.length > 0) counts['relations to objects that are not in the export'] = dangling.length;
  return counts;
}

function writeRow(state: TenantState, row: ExportedRow, findings: Findings): boolean {
  const { entity } = row;
  const values = row.values as Row;
  if (entity === 'organization') {
    const { id: _id, ...rest } = values;
    state.update('organization', state.all('organization')[0]?.id ?? '', rest);
    return true;
  }
  if (entity === 'servicePrincipal') return writePrincipal(state, values);
  const key = merged[entity];
  const there = key === undefined ? undefined : state.all(entity).find((each) => each[key] === values[key]);
  if (there !== undefined) {
    const { id: _id, ...rest } = values;
    state.update(entity, there.id, rest);
    return true;
  }
  const property = unique[entity];
  const value = property === undefined ? undefined : values[property];
  const same =
    state.get(entity, values.id, []) !== undefined ||
    (property !== undefined &&
      typeof value === 'string' &&
      state.idOf(entity, property, value) !== undefined);
  if (same) {
    findings.add(
      row,
      `There is such an object already: ${String(value ?? values.id)}.`,
      'Import into a tenant with nobody in it: `tenantry tenant seed --users 0 --force`.',
    );
    return false;
  }
  state.insert(entity, values);
  return true;
}

/** Microsoft's own are in every tenant under ids of its own: the export's take their place, and grants follow. */
function writePrincipal(state: TenantState, values: Row): boolean {
  const [there] = state.find('servicePrincipal', 'appId', String(values['appId']));
  if (there !== undefined) {
    state.remove('servicePrincipal', there.id);
    for (const each of state.find('appRoleAssignment', 'resourceId', there.id))
      state.update('appRoleAssignment', each.id, { resourceId: values.id });
    for (const each of state.find('appRoleAssignment', 'principalId', there.id))
      state.update('appRoleAssignment', each.id, { principalId: values.id });
  }
  state.insert('servicePrincipal', { ...there, ...values });
  return true;
}
