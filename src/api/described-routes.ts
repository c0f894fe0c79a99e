import type { Automation } from '#automation';

import { apiRoutes } from './api.ts';
import type { Route } from './http/routes.ts';

export type RouteDescription = Omit<Route, 'handle'>;

/**
 * What is served, without anything to serve it from: for the generated documents and for tests that walk the table.
 * Routes reach into the domain when they are called, not when they are made, so an empty one will do.
 */
export function describedRoutes(): RouteDescription[] {
  const nothing: object = new Proxy({}, { get: () => nothing });
  return apiRoutes(nothing as Automation, ':subscription', ':tenant').map(
    ({ handle: _handle, ...description }) => description,
  );
}
