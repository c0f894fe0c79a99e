import { parseIsoTime, problem } from '#kernel';

import { extensionsColumn, isExtensible, isExtensionName } from '../edm/extensions.ts';
import type { EntityName } from '../edm/model.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { GraphRequest } from './request.ts';

type Values = Readonly<Record<string, unknown>>;

/** One member of a schema extension. */
export interface SchemaMember {
  readonly name: string;
  readonly type: string;
}

/** Values of extensions apart from an object's own; those are checked against their definitions. */
export function separateExtensions(
  state: TenantState,
  entity: EntityName,
  values: Values,
): { readonly own: Values; readonly extensions: Values } {
  if (!isExtensible(entity)) return { own: values, extensions: {} };
  const own: Record<string, unknown> = {};
  const extensions: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isExtensionName(name)) own[name] = value;
    else extensions[definedName(state, entity, name)] = checked(state, entity, name, value);
  }
  return { own, extensions };
}

/** The column of an object's extensions after a write; nothing when none was written. A null takes a value away. */
export function withExtensions(row: Row | undefined, extensions: Values): Values {
  if (Object.keys(extensions).length === 0) return {};
  const kept: Record<string, unknown> = { ...(row?.[extensionsColumn] as Values | null | undefined) };
  for (const [name, value] of Object.entries(extensions)) {
    const before = kept[name];
    if (value === null) delete kept[name];
    else if (isObject(value)) kept[name] = merged(isObject(before) ? before : {}, value);
    else kept[name] = value;
  }
  return { [extensionsColumn]: kept };
}

/** Members of a complex value are changed one by one, as everywhere in OData. */
function merged(before: Values, value: Values): Values {
  return Object.fromEntries(Object.entries({ ...before, ...value }).filter(([, member]) => member !== null));
}

/** A definition that is not there is no name at all: Graph refuses it in a query as in a body. */
export function demandKnownExtensions(state: TenantState, entity: EntityName, request: GraphRequest): void {
  if (request.query.size === 0) return;
  for (const option of ['$select', '$filter', '$orderby']) {
    for (const [name] of (request.query.get(option) ?? '').matchAll(/\b\w+_\w+\b/g)) {
      if (isExtensionName(name) && isExtensible(entity)) definedName(state, entity, name);
    }
  }
}

function definedName(state: TenantState, entity: EntityName, name: string): string {
  const [property] = state.find('extensionProperty', 'name', name);
  const defined = property?.['name'] ?? state.get('schemaExtension', name)?.id;
  if (typeof defined !== 'string') throw problem('GraphExtensionUnknown', { name, type: entity });
  return defined;
}

function checked(state: TenantState, entity: EntityName, name: string, value: unknown): unknown {
  const [property] = state.find('extensionProperty', 'name', name);
  if (property !== undefined) return checkedProperty(entity, property, value);
  const schema = state.get('schemaExtension', name);
  if (schema === undefined) throw problem('GraphExtensionUnknown', { name, type: entity });
  demandTarget(schema['targetTypes'], entity, name);
  if (value === null) return null;
  if (!isObject(value)) throw invalid(name, entity);
  const members = schema['properties'] as readonly SchemaMember[];
  for (const [member, given] of Object.entries(value)) {
    if (member.startsWith('@odata.')) continue;
    const defined = members.find((each) => each.name === member);
    if (defined === undefined) throw problem('GraphPropertyUnknown', { property: member, type: name });
    if (given !== null && !fits(defined.type, given)) throw invalid(`${name}/${member}`, entity);
  }
  return value;
}

function checkedProperty(entity: EntityName, property: Row, value: unknown): unknown {
  const name = String(property['name']);
  demandTarget(property['targetObjects'], entity, name);
  const type = String(property['dataType']);
  if (value === null) return null;
  const many = property['isMultiValued'] === true;
  const fitting = many ? Array.isArray(value) && value.every((each) => fits(type, each)) : fits(type, value);
  if (!fitting) throw invalid(name, entity);
  return value;
}

function demandTarget(targets: unknown, entity: EntityName, name: string): void {
  const named = (targets as readonly string[]).map((target) => target.toLowerCase());
  if (!named.includes(entity.toLowerCase())) throw problem('GraphExtensionUnknown', { name, type: entity });
}

/** Source: learn.microsoft.com/graph/extensibility-overview: data types, and texts of at most 256 characters. */
function fits(type: string, value: unknown): boolean {
  switch (type) {
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case 'LargeInteger':
      return Number.isSafeInteger(value);
    case 'DateTime':
      return typeof value === 'string' && parseIsoTime(value) !== undefined;
    case 'Binary':
      return typeof value === 'string' && /^[\w+/-]*={0,2}$/.test(value) && value.length <= 344;
    default:
      return typeof value === 'string' && value.length <= 256;
  }
}

function invalid(property: string, type: string): Error {
  return problem('GraphPropertyInvalid', { property, type });
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
