import { problem } from '#kernel';

import { propertyKnownToGraph } from '../edm/known/table.ts';
import { type EntityName, sheets } from '../edm/model.ts';
import type { GraphRequest } from './request.ts';
import { type Expansion, readExpand } from './expansion.ts';
import { type Compiled, compileFilter, typeName } from './filter/compile.ts';
import { parseFilter } from './filter/parser.ts';

/** The query options of a request, checked against the capability sheet. */
export interface Query {
  readonly filter: Compiled | undefined;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
  readonly top: number;
  readonly orderBy: { readonly property: string; readonly descending: boolean } | undefined;
  readonly count: boolean;
  readonly after: PageToken | undefined;
}

/** Where the next page goes on: behind the row with this id and, in a sorted list, this value. */
export interface PageToken {
  readonly id: string;
  readonly value?: string | number | null;
}

const known = new Set([
  '$filter',
  '$select',
  '$expand',
  '$top',
  '$orderby',
  '$count',
  '$skiptoken',
  '$format',
]);
const notYet = new Set(['$search', '$apply', '$deltatoken', '$skip']);

export function readQuery(entity: EntityName, request: GraphRequest): Query {
  const { query } = request;
  refuseUnknown(request);
  const filterText = query.get('$filter');
  const filter = filterText === null ? undefined : compileFilter(entity, parseFilter(filterText));
  const orderBy = readOrderBy(entity, query.get('$orderby'));
  const counted = query.get('$count')?.toLowerCase() === 'true';
  demandAdvanced(entity, request, filter, orderBy, counted);
  return {
    filter,
    orderBy,
    // Without the header the directory leaves `$count=true` unanswered, and says nothing.
    count: counted && (sheets[entity].directoryObject !== true || isEventual(request)),
    select: readSelect(entity, query.get('$select')),
    expand: readExpand(entity, query.get('$expand')),
    top: readTop(entity, query.get('$top')),
    after: readSkipToken(query.get('$skiptoken')),
  };
}

/** An option that is not answered must not look as if it were. */
export function refuseUnknown(request: GraphRequest): void {
  for (const option of request.query.keys()) {
    if (!option.startsWith('$')) continue;
    if (option === '$search' && !isEventual(request)) throw problem('GraphSearchHeader');
    if (notYet.has(option)) throw problem('GraphNotEmulated', { operation: `the query option ${option}` });
    if (!known.has(option))
      throw problem('GraphQueryInvalid', { detail: `'${option}' is not a query option.` });
  }
}

export function isEventual({ headers }: GraphRequest): boolean {
  return String(headers['consistencylevel'] ?? '').toLowerCase() === 'eventual';
}

/** Source, texts included: learn.microsoft.com/graph/aad-advanced-queries. Only the directory has the rule. */
function demandAdvanced(
  entity: EntityName,
  request: GraphRequest,
  filter: Compiled | undefined,
  orderBy: Query['orderBy'],
  counted: boolean,
): void {
  if (sheets[entity].directoryObject !== true) return;
  const advanced = isEventual(request) && counted;
  if (advanced && request.query.has('$expand')) throw problem('GraphExpandAdvanced');
  if (advanced) return;
  const [operator] = filter?.advanced ?? [];
  if (operator !== undefined) throw problem('GraphAdvancedQuery', { operator });
  if (orderBy !== undefined && filter !== undefined) throw problem('GraphSortWithFilter');
  if (orderBy !== undefined && sheets[entity].properties[orderBy.property]?.sortable === 'advanced') {
    throw problem('GraphSortUnsupported', { property: orderBy.property, type: typeName(entity) });
  }
}

export function readSelect(entity: EntityName, text: string | null): readonly string[] | undefined {
  if (text === null || text.trim() === '') return undefined;
  return text.split(',').map((name) => exactProperty(entity, name.trim()));
}

function exactProperty(entity: EntityName, name: string): string {
  const exact = Object.keys(sheets[entity].properties).find(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  if (exact !== undefined) return exact;
  if (propertyKnownToGraph(entity, name))
    throw problem('GraphNotEmulated', { operation: `${entity}/${name}` });
  throw problem('GraphSelectUnknown', { property: name, type: entity });
}

function readTop(entity: EntityName, text: string | null): number {
  const { usual, most } = sheets[entity].page ?? { usual: 999, most: 999 };
  if (text === null) return usual;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > most)
    throw problem('GraphPageSize', { size: text, most });
  return size;
}

function readOrderBy(entity: EntityName, text: string | null): Query['orderBy'] {
  if (text === null) return undefined;
  const [, name = '', direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [];
  if (name === '') throw problem('GraphSortUnsupported', { property: text, type: typeName(entity) });
  const property = exactProperty(entity, name);
  if (sheets[entity].properties[property]?.sortable === undefined)
    throw problem('GraphSortUnsupported', { property, type: typeName(entity) });
  return { property, descending: direction.toLowerCase() === 'desc' };
}

function readSkipToken(text: string | null): PageToken | undefined {
  if (text === null) return undefined;
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as PageToken;
    if (typeof token.id === 'string') return token;
  } catch {
    // Not one of ours.
  }
  throw problem('GraphSkipToken');
}

export function writeSkipToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}
