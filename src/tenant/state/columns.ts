import { extensionsColumn, isExtensible, isExtensionName } from '../edm/extensions.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import { type Kind, json, text } from '../edm/sheet.ts';

/** A row as Graph shows it: names and values of the shape sheet. */
export type Row = Record<string, unknown> & { readonly id: string };

export type SqlValue = string | number | null;

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly indexed: boolean;
}

export function tableOf(entity: EntityName): string {
  return `e_${entity}`;
}

const columnsByEntity = new Map<EntityName, readonly Column[]>();

/** The id first; every other property of the shape sheet has a column of its own, and what only we keep. */
export function columnsOf(entity: EntityName): readonly Column[] {
  const known = columnsByEntity.get(entity);
  if (known !== undefined) return known;
  const { properties, internal, variants } = sheets[entity];
  const kept = {
    ...properties,
    ...internal,
    ...(variants !== undefined && { odataType: text() }),
    ...(isExtensible(entity) && { [extensionsColumn]: json() }),
  };
  const columns = Object.entries(kept).map(([name, property]) => ({
    name,
    kind: property.kind,
    indexed: property.indexed === true && name !== 'id',
  }));
  columnsByEntity.set(entity, columns);
  return columns;
}

/** Directory strings compare without regard to case; values compare as they are. */
export function typeOf({ name, kind }: Column): string {
  if (name === 'id') return 'text primary key collate nocase';
  if (kind === 'boolean' || kind === 'int') return 'integer';
  return 'text collate nocase';
}

export function toSql(kind: Kind, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value === true ? 1 : 0;
  if (kind === 'int') return Number(value);
  if (kind === 'json' || kind === 'strings') return JSON.stringify(value);
  return String(value);
}

export function fromSql(kind: Kind, value: SqlValue): unknown {
  if (value === null) return kind === 'strings' ? [] : null;
  if (kind === 'boolean') return value === 1;
  if (kind === 'json' || kind === 'strings') return JSON.parse(String(value));
  return value;
}

const kindsByEntity = new Map<EntityName, ReadonlyMap<string, Kind>>();

function kindsOf(entity: EntityName): ReadonlyMap<string, Kind> {
  const known = kindsByEntity.get(entity);
  if (known !== undefined) return known;
  const kinds = new Map(columnsOf(entity).map(({ name, kind }) => [name, kind]));
  kindsByEntity.set(entity, kinds);
  return kinds;
}

/** Only the columns that were asked for. */
export function rowFromSql(entity: EntityName, stored: Readonly<Record<string, SqlValue>>): Row {
  const kinds = kindsOf(entity);
  const row: Record<string, unknown> = {};
  for (const name in stored) {
    const kind = kinds.get(name);
    if (kind !== undefined) row[name] = fromSql(kind, stored[name]!);
  }
  return row as Row;
}

/** The columns of these names and the id; all without names. Unknown names are left out. */
export function columnsNamed(
  entity: EntityName,
  names: readonly string[] | undefined,
): readonly { readonly name: string; readonly kind: Kind }[] {
  const known = kindsOf(entity);
  const wanted = names === undefined ? [...known.keys()] : ['id', ...names];
  // Values of extensions lie in one column.
  if (wanted.some((name) => isExtensionName(name))) wanted.push(extensionsColumn);
  return [...new Set(wanted)].flatMap((name) => {
    const kind = known.get(name);
    return kind === undefined ? [] : [{ name, kind }];
  });
}

/** The same, as a `select` lists them. */
export function columnList(entity: EntityName, names: readonly string[] | undefined, prefix = ''): string {
  return columnsNamed(entity, names)
    .map(({ name }) => `${prefix}"${name}"`)
    .join(', ');
}

const inserts = new Map<EntityName, string>();

/** The statement that writes a whole row, with a value for each of `columnsOf`, in their order. */
export function insertInto(entity: EntityName): string {
  const known = inserts.get(entity);
  if (known !== undefined) return known;
  const columns = columnsOf(entity);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const made = `insert into ${tableOf(entity)} (${names}) values (${columns.map(() => '?').join(', ')})`;
  inserts.set(entity, made);
  return made;
}
