import type { RouteContext } from './routes.ts';

/** Long enough for a worker that is there to have begun. */
const retryAfterSeconds = 1;

/** 202: it was taken down durably, and a worker will do it. `where` makes of the path that was asked where to ask next. */
export function accepted(context: RouteContext, where: (path: string) => string): void {
  const { reply, request, origin, query } = context;
  // As it came, and so still encoded.
  const path = (request.url.split('?')[0] ?? '').replace(/\/$/, '');
  reply
    .code(202)
    .header('location', `${origin}${where(path)}?api-version=${query['api-version'] ?? ''}`)
    .header('retry-after', retryAfterSeconds);
}

/** The path without its last segment. */
export function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
