import { problem } from '#kernel';

import { isExtensible, isExtensionName } from '../edm/extensions.ts';
import { propertyKnownToGraph } from '../edm/known/table.ts';
import { type EntityName, isEntityName, sheets } from '../edm/model.ts';
import type { DeltaOptions } from './delta-token.ts';
import type { GraphRequest } from './request.ts';
import { byDefault } from './shape.ts';

/** The options of a request by their names in lower case: `$deltaToken` is written in several ways. */
export function optionsOf({ query }: GraphRequest): ReadonlyMap<string, string> {
  return new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
}

const accepted = new Set(['$select', '$filter', '$deltatoken', '$skiptoken', '$format']);

/**
 * Source: learn.microsoft.com/graph/delta-query-overview: no $expand, $top or $orderby; $filter by id only; $select says
 * what is tracked. With a $skiptoken nothing else may be given, with a $deltatoken only another $select.
 */
export function demandOptions(given: ReadonlyMap<string, string>): void {
  for (const option of given.keys()) {
    const withToken =
      (given.has('$skiptoken') && option !== '$skiptoken') ||
      (hasDeltaToken(given) && option !== '$deltatoken' && option !== '$select');
    if (option.startsWith('$') && (!accepted.has(option) || withToken))
      throw problem('GraphDeltaOption', { option });
  }
}

function hasDeltaToken(given: ReadonlyMap<string, string>): boolean {
  const token = given.get('$deltatoken');
  return token !== undefined && token !== '' && token !== 'latest';
}

/** `types` are those of the set; `isof` chooses among them where there are several. */
export function readDeltaOptions(
  types: readonly EntityName[],
  given: ReadonlyMap<string, string>,
): DeltaOptions {
  const { ids, only } = readFilter(given.get('$filter'), types);
  const wanted = only ?? types;
  return {
    types: wanted,
    select: readDeltaSelect(wanted, given.get('$select')),
    ...(ids !== undefined && { ids }),
  };
}

/** Source: learn.microsoft.com/graph/api/user-delta: a limit of 50 filtered objects. */
const mostIds = 50;

function readFilter(
  text: string | undefined,
  types: readonly EntityName[],
): { readonly ids?: readonly string[]; readonly only?: readonly EntityName[] } {
  if (text === undefined || text.trim() === '') return {};
  const parts = text.replace(/^\s*\((.*)\)\s*$/, '$1').split(/\s+or\s+/i);
  const ids: string[] = [];
  const only: EntityName[] = [];
  for (const part of parts) {
    const id = /^\s*\(?\s*id\s+eq\s+'?([^'()\s]+)'?\s*\)?\s*$/i.exec(part)?.[1];
    const type = /^\s*isof\(\s*'microsoft\.graph\.(\w+)'\s*\)\s*$/i.exec(part)?.[1];
    if (id !== undefined) ids.push(id.toLowerCase());
    else if (type !== undefined && isEntityName(type) && types.includes(type)) only.push(type);
    else if (type !== undefined) throw problem('GraphNotEmulated', { operation: `delta of ${type}` });
    else throw problem('GraphDeltaFilter', { most: mostIds });
  }
  if (ids.length > mostIds) throw problem('GraphDeltaFilter', { most: mostIds });
  return { ...(ids.length > 0 && { ids: ids.toSorted() }), ...(only.length > 0 && { only }) };
}

/** `displayName,members`, or with its type before each name where there are several. */
export function readDeltaSelect(
  types: readonly EntityName[],
  text: string | undefined,
): DeltaOptions['select'] {
  if (text === undefined || text.trim() === '') return {};
  const select: Partial<Record<EntityName, string[]>> = {};
  for (const name of text.split(',').map((each) => each.trim())) {
    const [, cast, plain = ''] = /^(?:microsoft\.graph\.(\w+)\/)?(.*)$/i.exec(name) ?? [];
    const among = cast === undefined ? types : types.filter((type) => type === cast);
    const found = among.flatMap((type) => {
      const exact =
        isExtensible(type) && isExtensionName(plain)
          ? plain
          : trackable(type).find((each) => each.toLowerCase() === plain.toLowerCase());
      return exact === undefined ? [] : [[type, exact] as const];
    });
    if (found.length === 0) throw unknownProperty(types[0] ?? 'user', plain);
    for (const [type, exact] of found) (select[type] ??= []).push(exact);
  }
  // Of a type that nothing was chosen of, only coming and going is told.
  for (const type of types) select[type] ??= [];
  return select;
}

function unknownProperty(type: EntityName, property: string): Error {
  return propertyKnownToGraph(type, property)
    ? problem('GraphNotEmulated', { operation: `delta of ${type}/${property}` })
    : problem('GraphSelectUnknown', { property, type });
}

/** Relations whose changes are in the log: those of the link table, seen from their source. */
export function trackedRelations(type: EntityName): readonly (readonly [name: string, nav: string])[] {
  return Object.entries(sheets[type].navigations ?? {}).flatMap(([name, { relation }]) =>
    relation.by === 'link' ? [[name, relation.nav] as const] : [],
  );
}

function trackable(type: EntityName): readonly string[] {
  const properties = Object.entries(sheets[type].properties)
    .filter(([, property]) => property.writeOnly !== true)
    .map(([name]) => name);
  return [...properties, ...trackedRelations(type).map(([name]) => name)];
}

/** What of this type is told: properties, and relations by name. */
export function tracked(
  type: EntityName,
  { select }: DeltaOptions,
): { readonly properties: readonly string[]; readonly relations: readonly (readonly [string, string])[] } {
  const relations = trackedRelations(type);
  const chosen = select[type];
  if (chosen !== undefined) {
    return {
      properties: chosen.filter(
        (name) => Object.hasOwn(sheets[type].properties, name) || isExtensionName(name),
      ),
      relations: relations.filter(([name]) => chosen.includes(name)),
    };
  }
  // Source: learn.microsoft.com/graph/delta-query-groups: members are told without being asked for; of others, and of a
  // user's manager, the pages show no relation unless it is selected.
  return {
    properties: byDefault(type),
    relations: relations.filter(([, nav]) => nav === 'group.members'),
  };
}
