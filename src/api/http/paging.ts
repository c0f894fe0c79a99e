import type { Page } from '#automation';

import type { RouteContext } from './routes.ts';

/** `$skiptoken` of the request, decoded. */
export function skipToken({ query }: RouteContext): string | undefined {
  const token = query['$skiptoken'];
  return token === undefined || token === '' ? undefined : Buffer.from(token, 'base64url').toString('utf8');
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
  link.searchParams.set('$skiptoken', Buffer.from(next).toString('base64url'));
  return { value, nextLink: link.href };
}
