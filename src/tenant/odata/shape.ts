import { extensionsColumn, isExtensionName } from '../edm/extensions.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';

const defaults = new Map<EntityName, readonly string[]>();
/** Where every property is returned by default, the sheet marks each; write-only ones never are. */
export function byDefault(entity: EntityName): readonly string[] {
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
  const { variants, properties } = sheets[entity];
  const variant = variants === undefined ? undefined : String(row['odataType']);
  const shown: Record<string, unknown> =
    typed || variant !== undefined ? { '@odata.type': `#microsoft.graph.${variant ?? entity}` } : {};
  const foreign = foreignTo(entity, variant);
  for (const name of select ?? byDefault(entity)) {
    const property = properties[name];
    if (property?.writeOnly === true || foreign.has(name)) continue;
    const value = row[name] ?? extensionOf(row, name);
    if (value !== undefined)
      shown[name] = property?.hides === undefined ? value : without(value, property.hides);
  }
  const { open } = sheets[entity];
  return open === undefined || select !== undefined
    ? shown
    : { ...shown, ...(row[open] as Record<string, unknown> | null | undefined) };
}

/** Undefined where the object has no value for it: then it is not shown at all. */
function extensionOf(row: Row, name: string): unknown {
  if (!isExtensionName(name)) return row[name];
  return (row[extensionsColumn] as Record<string, unknown> | null | undefined)?.[name];
}

function without(value: unknown, hidden: readonly string[]): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((each: object) =>
    Object.fromEntries(Object.entries(each).filter(([name]) => !hidden.includes(name))),
  );
}

/** Properties that only other variants have. */
export function foreignTo(entity: EntityName, variant: string | undefined): ReadonlySet<string> {
  const { variants } = sheets[entity];
  if (variants === undefined) return none;
  const own = variants[variant ?? ''] ?? [];
  return new Set(
    Object.values(variants)
      .flat()
      .filter((name) => !own.includes(name)),
  );
}

const none: ReadonlySet<string> = new Set();
