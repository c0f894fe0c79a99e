import { isProblem, problem } from '#kernel';

import { isExtensible, isExtensionName } from '../edm/extensions.ts';
import { propertyKnownToGraph } from '../edm/known/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import type { SqlValue } from '../state/columns.ts';
import { type Expansion, readExpand } from './expansion.ts';
import { type Compiled, compileFilter } from './filter/compile.ts';
import { typeName } from './filter/literals.ts';
import { parseFilter } from './filter/parser.ts';
import { navigationName } from './filter/properties.ts';
import { isEventual, readCounted, readSkip, readTop } from './options.ts';
import { type Sort, readOrderBy } from './order.ts';
import type { GraphRequest, Scope } from './request.ts';
import { type Search, compileSearch } from './search/compile.ts';
import { parseSearch } from './search/parser.ts';

/** The query options of a request, checked against the capability sheet. */
export interface Query {
  readonly filter: Compiled | undefined;
  readonly search: Search | undefined;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
  readonly top: number;
  readonly skip: number;
  readonly orderBy: readonly Sort[];
  readonly count: boolean;
  readonly after: PageToken | undefined;
}

/** Where the next page goes on: behind the row with this id and, in a sorted list, these values. */
export interface PageToken {
  readonly id: string;
  readonly values?: readonly SqlValue[];
  /** Of a filter that no index answers: whether so few are found that they are gathered before they are sorted. */
  readonly few?: boolean;
}

/** Of a request whose options are named canonically (`withOptions`). */
export function readQuery(entity: EntityName, request: GraphRequest, scope: Scope | undefined): Query {
  const { query } = request;
  const searchText = query.get('$search');
  const counted = readCounted(query.get('$count'));
  const advanced = isEventual(request) && (counted || searchText !== null);
  if (searchText !== null && sheets[entity].directoryObject === true && !isEventual(request))
    throw problem('GraphSearchHeader');
  const skip = readSkip(entity, query.get('$skip'));
  const filter = readFilter(entity, query.get('$filter'), advanced);
  const search = readSearch(entity, searchText);
  const orderBy = readOrderBy(entity, query.get('$orderby'));
  demandAdvanced(entity, request, scope, filter, orderBy, advanced);
  const after = readSkipToken(query.get('$skiptoken'));
  return {
    filter,
    search,
    orderBy,
    skip,
    after,
    count: counted && showsCount(entity, request, after),
    select: readSelect(entity, query.get('$select')),
    expand: readExpand(entity, query.get('$expand'), false),
    top: readTop(entity, query.get('$top')),
  };
}

function readFilter(entity: EntityName, text: string | null, advanced: boolean): Compiled | undefined {
  if (text === null) return undefined;
  try {
    return compileFilter(entity, parseFilter(text));
  } catch (error) {
    // The index behind advanced queries says it in its own words.
    if (advanced && isProblem(error, 'GraphFilterUnsupported')) throw problem('GraphFilterNotIndexed');
    throw error;
  }
}

function readSearch(entity: EntityName, text: string | null): Search | undefined {
  if (text === null) return undefined;
  if (sheets[entity].directoryObject !== true)
    throw problem('GraphNotEmulated', { operation: `$search on ${entity}` });
  return compileSearch(entity, parseSearch(text));
}

/**
 * Without the header the directory leaves `$count=true` unanswered, and says nothing; with it, it counts once.
 * Sources: learn.microsoft.com/graph/aad-advanced-queries and …/query-parameters ("only in the first page").
 */
function showsCount(entity: EntityName, request: GraphRequest, after: PageToken | undefined): boolean {
  return sheets[entity].directoryObject !== true || (isEventual(request) && after === undefined);
}

/** Source, texts included: learn.microsoft.com/graph/aad-advanced-queries. Only the directory has the rule. */
function demandAdvanced(
  entity: EntityName,
  request: GraphRequest,
  scope: Scope | undefined,
  filter: Compiled | undefined,
  orderBy: readonly Sort[],
  advanced: boolean,
): void {
  if (sheets[entity].directoryObject !== true) return;
  const hasCount = request.query.get('$count')?.trim().toLowerCase() === 'true';
  if (advanced && request.query.has('$expand')) throw problem('GraphExpandAdvanced');
  // A search needs no $count, but sorting what it finds does: the same page, and the examples of user-list.
  if (advanced && (hasCount || orderBy.length === 0)) return;
  const [reason] = advanced ? [] : (filter?.advanced ?? []);
  if (reason !== undefined) throw reason;
  // Source: learn.microsoft.com/graph/api/group-list-members, "Optional query parameters".
  if (scope !== undefined && (filter !== undefined || orderBy.length > 0))
    throw problem('GraphQueryUnsupported');
  const [first, ...more] = orderBy;
  if (first === undefined) return;
  if (filter !== undefined || more.length > 0 || request.query.has('$search'))
    throw problem('GraphSortWithFilter');
  if (sheets[entity].properties[first.property]?.sortable === 'advanced') {
    throw problem('GraphSortUnsupported', { property: first.property, type: typeName(entity) });
  }
}

export function readSelect(entity: EntityName, text: string | null): readonly string[] | undefined {
  if (text === null || text.trim() === '') return undefined;
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('*')) return visible(entity);
  // A relation may be named; without metadata nothing is written for it.
  return names
    .filter((name) => navigationName(entity, name) === undefined)
    .map((name) => exactProperty(entity, name));
}

function visible(entity: EntityName): readonly string[] {
  const { properties } = sheets[entity];
  return Object.keys(properties).filter((name) => properties[name]?.writeOnly !== true);
}

function exactProperty(entity: EntityName, name: string): string {
  const exact = Object.keys(sheets[entity].properties).find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  if (exact !== undefined) return exact;
  if (isExtensible(entity) && isExtensionName(name)) return name;
  if (propertyKnownToGraph(entity, name))
    throw problem('GraphNotEmulated', { operation: `${entity}/${name}` });
  throw problem('GraphSelectUnknown', { property: name, type: entity });
}

function readSkipToken(text: string | null): PageToken | undefined {
  if (text === null) return undefined;
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as PageToken;
    const known = token.few === undefined || typeof token.few === 'boolean';
    if (known && typeof token.id === 'string' && (token.values ?? []).every(isValue)) return token;
  } catch {
    // Not one of ours.
  }
  throw problem('GraphSkipToken');
}

function isValue(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

export function writeSkipToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}
