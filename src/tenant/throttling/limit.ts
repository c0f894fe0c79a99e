/** The language of the published limits. Numbers stand in the versioned sheets beside this file, never in code. */

/** What a limit counts. */
export type Measure = 'requests' | 'units' | 'writes' | 'bytes' | 'concurrent';

/** Whose requests are counted together. Only one tenant is seen here, so `app` is over all tenants like `appTenant`. */
export type Scope = 'app' | 'appTenant' | 'tenant' | 'appUser' | 'user' | 'appResource' | 'resource';

/** Small under 50 users, large over 500. */
export interface BySize {
  readonly S: number;
  readonly M: number;
  readonly L: number;
}

/** `[up to so many licences, amount]`, the last without bound. */
export type ByLicences = readonly (readonly [licences: number, amount: number])[];

export interface Limit {
  /** `identity.units.appTenant`: what one turns off, changes and finds in the state. */
  readonly name: string;
  /** The class of requests that it holds for. */
  readonly of: string;
  readonly counts: Measure;
  readonly per: Scope;
  readonly most: number | BySize | ByLicences;
  /** The window; 0 for those in flight at the same time. */
  readonly seconds: number;
  /** Some services say nothing about when to come back. */
  readonly retryAfter: boolean;
  /** Refused requests cost as much as others. */
  readonly refusedCount?: boolean;
  /** `guess` where Microsoft gives no number and one is believed. */
  readonly source: string;
}

/** Which class a request belongs to, by method and path: the first that fits. */
export interface Rule {
  readonly methods: readonly string[] | undefined;
  /** In lower case, `*` for one segment; `**` at the end for any rest. */
  readonly path: string;
  readonly of: string;
  /** Resource units; 1 unless said otherwise. */
  readonly units?: number;
  /** With `$select`, whatever the base: Microsoft gives it for getByIds only. */
  readonly unitsWithSelect?: number;
  /** Another class that it counts for as well. */
  readonly also?: string;
  /** What changes nothing, although it is a POST. */
  readonly reads?: boolean;
  /** Which segment names the resource, from 0. */
  readonly resource?: number;
}

export interface PublishedLimits {
  readonly version: string;
  readonly limits: readonly Limit[];
  readonly rules: readonly Rule[];
}

/** A row of a sheet. The class that it holds for is what its name begins with, unless said otherwise. */
export function limit(
  name: string,
  counts: Measure,
  per: Scope,
  most: Limit['most'],
  seconds: number,
  source: string,
  more: Partial<Pick<Limit, 'retryAfter' | 'refusedCount' | 'of'>> = {},
): Limit {
  const of = more.of ?? name.slice(0, name.indexOf('.'));
  return { name, counts, per, most, seconds, source, retryAfter: true, ...more, of };
}

const any = undefined;
export const get = ['GET', 'HEAD'] as const;
export const post = ['POST'] as const;
export const writes = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A row that takes every method, or the given ones. */
export function rule(
  path: string,
  of: string,
  methods: readonly string[] | undefined = any,
  more: Omit<Rule, 'path' | 'of' | 'methods'> = {},
): Rule {
  return { path: path.toLowerCase(), of, methods, ...more };
}
