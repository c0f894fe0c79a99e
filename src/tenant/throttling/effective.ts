import type { Bucket } from './bucket.ts';
import type { Counted } from './classify.ts';
import type { ByLicences, BySize, Limit, PublishedLimits, Scope } from './limit.ts';
import { type LimitSettings, isNamed } from './settings.ts';

/** A limit as it holds for this tenant now, with what is counted against it. */
export interface Effective {
  readonly limit: Limit;
  readonly most: number;
  readonly buckets: Map<string, Bucket>;
  readonly inFlight: Map<string, number>;
}

/** A counted limit with whose count it is and what the request costs there. */
export interface Weighed {
  readonly effective: Effective;
  readonly key: string;
  readonly cost: number;
  readonly used: number;
}

export type Size = keyof BySize;

/** What the amounts depend on. */
export interface TenantFacts {
  /** No more than that are counted. */
  users(upTo: number): number;
  licences(): number;
  /** `signInAudience` of an application. */
  audience(applicationId: string): string | undefined;
}

/** "S - under 50 users, M - between 50 and 500 users, and L - above 500 users." */
export function sizeOf(settings: LimitSettings, facts: TenantFacts): Size {
  if (settings.size !== 'auto') return settings.size;
  const users = facts.users(501);
  return users < 50 ? 'S' : users <= 500 ? 'M' : 'L';
}

/** The limits that are kept, by class; what was counted before goes on. */
export function effectiveLimits(
  published: PublishedLimits,
  settings: LimitSettings,
  facts: TenantFacts,
  before: ReadonlyMap<string, Effective>,
): Map<string, Effective> {
  const size = sizeOf(settings, facts);
  const licences = settings.licences === 'auto' ? facts.licences() : settings.licences;
  const kept = published.limits.filter(({ name }) => !settings.off.some((each) => isNamed(name, each)));
  return new Map(
    kept.map((limit) => {
      const known = before.get(limit.name);
      const effective: Effective = {
        limit,
        most: settings.most[limit.name] ?? amountOf(limit.most, size, licences),
        buckets: known?.buckets ?? new Map(),
        inFlight: known?.inFlight ?? new Map(),
      };
      return [limit.name, effective];
    }),
  );
}

function amountOf(most: Limit['most'], size: Size, licences: number): number {
  if (typeof most === 'number') return most;
  if (isByLicences(most)) return (most.find(([upTo]) => licences <= upTo) ?? most.at(-1)!)[1];
  return most[size];
}

function isByLicences(most: BySize | ByLicences): most is ByLicences {
  return Array.isArray(most);
}

/** Whose requests are counted together; undefined when the limit says nothing about this one. */
export function keyFor(
  per: Scope,
  { appId, userId }: { readonly appId: string; readonly userId?: string | undefined },
  resource: string,
): string | undefined {
  switch (per) {
    case 'tenant':
      return '';
    case 'app':
    case 'appTenant':
      return appId;
    case 'user':
      return userId;
    case 'appUser':
      return userId === undefined ? undefined : `${appId} ${userId}`;
    case 'resource':
      return resource === '' ? undefined : resource;
    case 'appResource':
      return resource === '' ? undefined : `${appId} ${resource}`;
  }
}

/** 0 when the limit does not count this request. */
export function costOf({ counts }: Limit, { units, writes, bytes }: Counted): number {
  switch (counts) {
    case 'requests':
    case 'concurrent':
      return 1;
    case 'units':
      return units;
    case 'writes':
      return writes;
    case 'bytes':
      return bytes;
  }
}
