import { problem } from '#kernel';

import { propertyKnownToGraph } from '../../edm/known/table.ts';
import { type EntityName, sheets } from '../../edm/model.ts';
import type { Property } from '../../edm/sheet.ts';
import { typeName } from './literals.ts';

/** Graph does not mind the case of a property's name. */
export function exactName(entity: EntityName, name: string): string {
  const { properties } = sheets[entity];
  if (Object.hasOwn(properties, name)) return name;
  return Object.keys(properties).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}

export function navigationName(entity: EntityName, name: string): string | undefined {
  return Object.keys(sheets[entity].navigations ?? {}).find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
}

/** The property, or the refusal of one that is not emulated (501) or not there (400). */
export function filterable(entity: EntityName, name: string): Property {
  const property = Object.hasOwn(sheets[entity].properties, name)
    ? sheets[entity].properties[name]
    : undefined;
  if (property !== undefined) return property;
  if (navigationName(entity, name) !== undefined) throw unsupported(entity, name);
  if (propertyKnownToGraph(entity, name))
    throw problem('GraphNotEmulated', { operation: `$filter on ${entity}/${name}` });
  throw problem('GraphFilterPropertyUnknown', { property: name, type: `microsoft.graph.${entity}` });
}

export function unsupported(entity: EntityName, property: string): Error {
  return problem('GraphFilterUnsupported', { property, type: typeName(entity) });
}

/**
 * Relations whose members a filter may count, with none or one. Source: the comments of Microsoft's type package
 * ("/$count eq 0, /$count ne 0, /$count eq 1, /$count ne 1").
 */
const countable: Partial<Record<EntityName, readonly string[]>> = {
  application: ['owners'],
  group: ['owners'],
  servicePrincipal: ['owners', 'ownedObjects'],
  user: ['ownedDevices', 'ownedObjects', 'registeredDevices'],
};

export function isCountable(entity: EntityName, navigation: string): boolean {
  return countable[entity]?.includes(navigation) ?? false;
}
