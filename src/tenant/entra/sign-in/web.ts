import type { Html } from './html.ts';

/** A request of a browser, without the server that it came through. */
export interface WebRequest {
  readonly method: 'GET' | 'POST';
  /** First segment of the path, where the page has one. */
  readonly tenant: string;
  readonly version: 'v1' | 'v2';
  /** Of the query or the form; names in lower case. */
  readonly parameters: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  readonly origin: string;
  /** `Origin` and `Sec-Fetch-Site`, as browsers send them with a form. */
  readonly crossOrigin?: string | undefined;
  readonly fetchSite?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Whether the browser runs on this machine. */
  readonly isLocal: boolean;
}

export interface WebAnswer {
  readonly status: number;
  readonly page?: Html;
  /** Where a form or a redirect after a form may go beside this origin, for the content security policy. */
  readonly formTargets?: readonly string[];
  /** The one script that a page may run, by its text. */
  readonly script?: string;
  readonly location?: string;
  /** `Set-Cookie`. */
  readonly cookies?: readonly string[];
}

export const flowCookie = '__Host-tenantry-flow';
export const sessionCookie = '__Host-tenantry-sessions';

/** Read by this host only, over TLS only, never by scripts, and not sent with what other sites post. */
export function cookie(name: string, value: string, maxAge?: number): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`;
}

export function readCookies(header: string | undefined): Map<string, string> {
  return new Map(
    (header ?? '').split(';').flatMap((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
    }),
  );
}
