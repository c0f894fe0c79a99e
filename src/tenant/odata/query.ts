import { problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { GraphRequest } from './request.ts';
import { type Compiled, compileFilter, propertyOf } from './filter/compile.ts';
import { parseFilter } from './filter/parser.ts';

/** The query options of a request, checked against the capability sheet. */
export interface Query {
  readonly filter: Compiled | undefined;
  readonly select: readonly string[] | undefined;
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

const known = new Set(['$filter', '$select', '$top', '$orderby', '$count', '$skiptoken', '$format']);
const notYet = new Set(['$expand', '$search', '$apply', '$deltatoken']);

export function readQuery(entity: EntityName, request: GraphRequest): Query {
  const { query } = request;
  for (const option of query.keys()) {
    if (!option.startsWith('$')) continue;
    if (notYet.has(option)) throw problem('GraphNotEmulated', { operation: `the query option ${option}` });
    if (!known.has(option))
      throw problem('GraphQueryInvalid', { detail: `'${option}' is not a query option.` });
  }
  const filterText = query.get('$filter');
  const filter = filterText === null ? undefined : compileFilter(entity, parseFilter(filterText));
  const orderBy = readOrderBy(entity, query.get('$orderby'));
  const count = query.get('$count') === 'true';
  demandAdvanced(entity, request, filter, orderBy !== undefined, count);
  return {
    filter,
    orderBy,
    count,
    select: readSelect(entity, query.get('$select')),
    top: readTop(entity, query.get('$top')),
    after: readSkipToken(query.get('$skiptoken')),
  };
}

/** Source: learn.microsoft.com/graph/aad-advanced-queries. Only the directory has the rule. */
function demandAdvanced(
  entity: EntityName,
  request: GraphRequest,
  filter: Compiled | undefined,
  sorted: boolean,
  count: boolean,
): void {
  if (sheets[entity].directoryObject !== true) return;
  const eventual = String(request.headers['consistencylevel'] ?? '').toLowerCase() === 'eventual';
  const [feature] = filter?.advanced ?? [];
  if (feature !== undefined && !(eventual && count)) throw problem('GraphAdvancedQuery', { feature });
  if (sorted && filter !== undefined && !(eventual && count)) {
    throw problem('GraphAdvancedQuery', { feature: '$orderby with $filter' });
  }
  if (count && !eventual) throw problem('GraphAdvancedQuery', { feature: '$count' });
}

export function readSelect(entity: EntityName, text: string | null): readonly string[] | undefined {
  if (text === null || text.trim() === '') return undefined;
  const names = text.split(',').map((name) => name.trim());
  const properties = sheets[entity].properties;
  return names.map((name) => {
    const exact = Object.keys(properties).find((each) => each.toLowerCase() === name.toLowerCase());
    if (exact === undefined) throw problem('GraphSelectUnknown', { property: name, type: entity });
    return exact;
  });
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
  if (name === '') throw problem('GraphSortUnsupported', { property: text, type: entity });
  if (propertyOf(entity, name).sortable !== true)
    throw problem('GraphSortUnsupported', { property: name, type: entity });
  return { property: name, descending: direction.toLowerCase() === 'desc' };
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
