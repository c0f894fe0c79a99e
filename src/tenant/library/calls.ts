import { problem } from '#kernel';

import type { LoggedRequest } from '../server/request-log.ts';

/** Which calls are meant; what is left out may be anything. */
export interface CallPattern {
  readonly method?: string;
  /**
   * Below the version: `/users/{id}`, where `{…}` or `*` stands for one segment and `**` for any rest; or a regular
   * expression over the whole path. Entra's have theirs from the root: `/*\/oauth2/v2.0/token`.
   */
  readonly path?: string | RegExp;
  readonly status?: number;
  /** Application id of the caller. */
  readonly app?: string;
}

export interface ExpectedCall extends CallPattern {
  /** Exactly so often; at least once unless said. */
  readonly times?: number;
}

export function matchingCalls(calls: readonly LoggedRequest[], pattern: CallPattern): LoggedRequest[] {
  const fits = pathTest(pattern.path);
  return calls.filter(
    ({ method, path, status, appId }) =>
      (pattern.method === undefined || pattern.method.toUpperCase() === method) &&
      (pattern.status === undefined || pattern.status === status) &&
      (pattern.app === undefined || pattern.app === appId) &&
      fits(path),
  );
}

/** Throws, with all calls there were, unless such a call was made. */
export function demandCalls(calls: readonly LoggedRequest[], expected: ExpectedCall): LoggedRequest[] {
  const { times, ...pattern } = expected;
  const found = matchingCalls(calls, pattern);
  if (times === undefined ? found.length > 0 : found.length === times) return found;
  const shown = calls.slice(-20).map(({ method, path, status }) => `\n  ${method} ${path} → ${status}`);
  throw problem('TenantCallMissing', {
    expected: describe(expected),
    found: found.length,
    calls: shown.length === 0 ? ' none at all' : shown.join(''),
  });
}

function describe({ method = 'any method', path = 'any path', status, app, times }: ExpectedCall): string {
  return [
    `${method} ${String(path)}`,
    ...(status === undefined ? [] : [`answered ${status}`]),
    ...(app === undefined ? [] : [`by ${app}`]),
    times === undefined ? 'at least once' : `${times} times`,
  ].join(' ');
}

function pathTest(path: string | RegExp | undefined): (path: string) => boolean {
  if (path === undefined) return () => true;
  if (path instanceof RegExp) return (each) => path.test(each);
  const written = path
    .replace(/\/$/, '')
    .split('/')
    .map((segment) => {
      if (segment === '**') return '.*';
      if (segment === '*' || /^\{.*\}$/.test(segment)) return '[^/]+';
      return segment.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    })
    .join('/');
  // Graph does not mind the case of a segment, and a pattern may leave out which version was asked.
  const whole = new RegExp(`^(?:/v1\\.0|/beta)?${written}/?$`, 'i');
  return (each) => whole.test(decodeURI(each));
}
