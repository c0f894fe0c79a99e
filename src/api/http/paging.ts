import type { Page } from '#automation';
import { problem } from '#kernel';

import type { RouteContext } from './routes.ts';

/** `$skiptoken` of the request, decoded: where the page begins. Rejects with `SkipTokenInvalid`. */
export function skipToken({ query, route }: RouteContext): string | undefined {
  if (route.pages !== true)
    throw problem('Internal', { detail: `${route.operation} pages and does not declare it` });
  const token = query['$skiptoken'];
  if (token === undefined || token === '') return undefined;
  const start = Buffer.from(token, 'base64url').toString('utf8');
  // No name has a NUL, and the database can hold none.
  if (encode(start) !== token || start.includes('\0')) throw problem('SkipTokenInvalid');
  return start;
}

/** A `$skiptoken` of a list that is numbered. */
export function skipNumber(context: RouteContext): number | undefined {
  const start = skipToken(context);
  if (start === undefined) return undefined;
  const number = Number(start);
  if (!/^\d+$/.test(start) || !Number.isSafeInteger(number)) throw problem('SkipTokenInvalid');
  return number;
}

function encode(start: string): string {
  return Buffer.from(start).toString('base64url');
}

/** A list as ARM writes it. Clients follow the link as it is, so it names the host that they used. */
export function listOf<Item>(
  context: RouteContext,
  { items, next }: Page<Item>,
  show: (item: Item) => unknown,
): unknown {
  const value = items.map(show);
  if (next === undefined) return { value };
  const link = new URL(context.request.url, context.origin);
  // Collected first: a name that is deleted while the names are walked makes the walk skip the next.
  const stale = link.searchParams
    .keys()
    .filter((name) => name.toLowerCase() === '$skiptoken')
    .toArray();
  for (const name of stale) link.searchParams.delete(name);
  link.searchParams.set('$skiptoken', encode(next));
  return { value, nextLink: link.href };
}
