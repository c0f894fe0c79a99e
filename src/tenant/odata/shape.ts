import { type EntityName, sheets } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';

const defaults = new Map<EntityName, readonly string[]>();
/** Where every property is returned by default, the sheet marks each; write-only ones never are. */
function byDefault(entity: EntityName): readonly string[] {
  const known = defaults.get(entity);
  if (known !== undefined) return known;
  const names = Object.entries(sheets[entity].properties)
    .filter(([, property]) => property.byDefault === true && property.writeOnly !== true)
    .map(([name]) => name);
  defaults.set(entity, names);
  return names;
}

/** A row as an answer shows it. The type is written only where it could be another. */
export function shape(
  entity: EntityName,
  row: Row,
  select: readonly string[] | undefined,
  typed = false,
): Record<string, unknown> {
  const shown: Record<string, unknown> = typed ? { '@odata.type': `#microsoft.graph.${entity}` } : {};
  for (const name of select ?? byDefault(entity)) {
    if (sheets[entity].properties[name]?.writeOnly === true) continue;
    const value = row[name];
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}
