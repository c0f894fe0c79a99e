import { problem } from '#kernel';

import { type EntityName, sheets } from '../edm/model.ts';
import type { GraphRequest } from './request.ts';

/** What the engine answers. */
const answered = new Set(
  '$filter $search $select $expand $top $skip $orderby $count $skiptoken $format'.split(' '),
);
/** What Graph has beside them: to leave it unanswered in silence would be a lie. */
const notYet = new Set(['$apply', '$deltatoken', '$compute']);

/** Graph's own limit is not published: a guess. */
const longestUri = 16_384;

/**
 * The request with its system query options named as they are here: Graph minds neither their case nor, mostly, a
 * missing dollar (learn.microsoft.com/graph/query-parameters). Other options are the client's own and are ignored.
 */
export function withOptions(request: GraphRequest): GraphRequest {
  if (request.path.length + request.query.toString().length > longestUri)
    throw problem('GraphUriTooLong', { most: longestUri });
  const query = new URLSearchParams();
  for (const [written, value] of request.query) {
    const option = optionOf(written);
    if (option === undefined) continue;
    if (notYet.has(option)) throw problem('GraphNotEmulated', { operation: `the query option ${option}` });
    if (!answered.has(option)) throw problem('GraphOptionUnknown', { option: written });
    if (query.has(option)) throw problem('GraphOptionTwice', { option });
    query.set(option, value);
  }
  demandJson(query.get('$format'));
  return { ...request, query };
}

function optionOf(written: string): string | undefined {
  const lower = written.trim().toLowerCase();
  if (lower.startsWith('$')) return lower;
  return answered.has(`$${lower}`) ? `$${lower}` : undefined;
}

function demandJson(format: string | null): void {
  if (format === null || /^(?:application\/)?json\s*(?:;|$)/i.test(format.trim())) return;
  throw problem('GraphFormatUnsupported', { format });
}

/** Of one entity: options that choose among many say nothing about one. Source: Microsoft.OData.Core ignores them too. */
export function readTop(entity: EntityName, text: string | null): number {
  const { usual, most } = sheets[entity].page ?? { usual: 999, most: 999 };
  if (text === null) return usual;
  if (!/^\s*\d{1,9}\s*$/.test(text))
    throw problem('GraphOptionValue', {
      value: text,
      option: '$top',
      expected: 'The $top query option requires a non-negative integer value.',
    });
  const size = Number(text);
  if (size < 1 || size > most) throw problem('GraphPageSize', { size: text, most });
  return size;
}

/** Only what is not of the directory may be read from an offset on. */
export function readSkip(entity: EntityName, text: string | null): number {
  if (text === null) return 0;
  if (sheets[entity].directoryObject === true) throw problem('GraphSkipUnsupported');
  if (!/^\s*\d{1,9}\s*$/.test(text))
    throw problem('GraphOptionValue', {
      value: text,
      option: '$skip',
      expected: 'The $skip query option requires a non-negative integer value.',
    });
  return Number(text);
}

export function readCounted(text: string | null): boolean {
  if (text === null) return false;
  const lower = text.trim().toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  throw problem('GraphOptionValue', {
    value: text,
    option: '$count',
    expected: "Valid values are 'true' or 'false'.",
  });
}

export function isEventual({ headers }: GraphRequest): boolean {
  return String(headers['consistencylevel'] ?? '').toLowerCase() === 'eventual';
}
