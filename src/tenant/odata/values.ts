import { parseIsoTime, problem } from '#kernel';

import { propertyKnownToGraph } from '../edm/known/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import type { Property } from '../edm/sheet.ts';
import { typeName } from './filter/compile.ts';
import { foreignTo } from './shape.ts';

export function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw problem('GraphBodyInvalid');
  return body as Record<string, unknown>;
}

export function separateBinds(body: Record<string, unknown>): {
  binds: Record<string, string[]>;
  values: Record<string, unknown>;
} {
  const binds: Record<string, string[]> = {};
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith('@odata.bind'))
      binds[name.slice(0, -'@odata.bind'.length)] = [value].flat().map(String);
    else if (!name.startsWith('@odata.')) values[name] = value;
  }
  return { binds, values };
}

/** Every property known, writable, of the right kind and of this variant. */
export function checkValues(
  entity: EntityName,
  values: Readonly<Record<string, unknown>>,
  variant: string | undefined,
): Record<string, unknown> {
  const { properties } = sheets[entity];
  const foreign = foreignTo(entity, variant);
  for (const [name, value] of Object.entries(values)) {
    const property = Object.hasOwn(properties, name) && !foreign.has(name) ? properties[name] : undefined;
    if (property === undefined && propertyKnownToGraph(entity, name))
      throw problem('GraphNotEmulated', { operation: `writing ${entity}/${name}` });
    if (property === undefined) throw problem('GraphPropertyUnknown', { property: name, type: entity });
    if (property.readOnly === true) throw problem('GraphPropertyReadOnly', { property: name });
    if (value !== null && !fits(property, value))
      throw problem('GraphPropertyInvalid', { property: name, type: typeName(entity) });
  }
  return { ...values };
}

function fits({ kind }: Property, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string' && value.length <= 4096;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value);
    case 'time':
      return typeof value === 'string' && parseIsoTime(value) !== undefined;
    case 'strings':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'json':
      return typeof value === 'object';
  }
}
