import { type ErrorCode, problem } from '#kernel';

import type { TenantClock } from '../clock/tenant-clock.ts';
import { graphError } from '../odata/graph-error.ts';
import type { GraphResponse } from '../odata/request.ts';
import type { Bucket } from './bucket.ts';
import type { Counted } from './classify.ts';
import type { Weighed } from './effective.ts';
import type { Limit } from './limit.ts';

/** `x-ms-throttle-limit-percentage` is sent above this, and never says more than the other. */
const [told, toldAtMost] = [0.8, 1.8];
/** SharePoint tells its use from here on. */
const rateLimitTold = 0.8;

/**
 * The directory says what a request cost and when its limit comes near; SharePoint what is left of a minute. Sources:
 * learn.microsoft.com/graph/throttling-limits#other-headers and the page on SharePoint's throttling.
 */
export function admittedHeaders(
  counted: Counted,
  weighed: readonly Weighed[],
  clock: TenantClock,
): Readonly<Record<string, string>> {
  if (counted.classes.includes('identity')) {
    let most = 0;
    for (const { effective, used, cost } of weighed)
      if (effective.limit.of === 'identity') most = Math.max(most, (used + cost) / effective.most);
    return {
      'x-ms-resource-unit': String(counted.units),
      ...(most > told && { 'x-ms-throttle-limit-percentage': percentage(most) }),
    };
  }
  const minute = weighed.find(
    ({ effective }) => effective.limit.name === 'sharepoint.unitsAMinute.appTenant',
  );
  return minute === undefined ? {} : rateLimit(minute, minute.used + minute.cost, clock);
}

function rateLimit({ effective: { most, limit } }: Weighed, used: number, clock: TenantClock) {
  if (used / most < rateLimitTold) return {};
  return {
    'ratelimit-limit': String(most),
    'ratelimit-remaining': String(Math.max(0, Math.floor(most - used))),
    'ratelimit-reset': wait((used * limit.seconds * 1000) / most, clock),
  };
}

export interface RefusalContext {
  readonly tenantId: string;
  readonly appId: string;
  readonly clock: TenantClock;
  readonly bucket: Bucket;
}

/** 429 as the service says it. */
export function refusal(reached: Weighed, { tenantId, appId, clock, bucket }: RefusalContext): GraphResponse {
  const { effective, used, cost } = reached;
  const { limit, most } = effective;
  const now = clock.now();
  const milliseconds =
    most === 0 ? limit.seconds * 1000 : ((used + cost - most) * limit.seconds * 1000) / most;
  const after = wait(Math.max(milliseconds, 1), clock);
  const identity = limit.of === 'identity' || limit.of === 'device';
  return tooMany(
    codeOf(limit),
    {
      ...(limit.retryAfter && { 'retry-after': after }),
      ...(identity && {
        'x-ms-throttle-scope': `${scopeNames[limit.per] ?? 'Tenant_Application'}/${limit.counts === 'writes' ? 'Write' : 'ReadWrite'}/${appId}/${tenantId}`,
        'x-ms-throttle-information':
          limit.counts === 'writes' ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
        'x-ms-throttle-limit-percentage': percentage(Math.max(1, bucket.demand(now, most, limit.seconds))),
      }),
      ...(limit.name === 'sharepoint.unitsAMinute.appTenant' && rateLimit(reached, used + cost, clock)),
    },
    clock,
  );
}

/** The envelope of a refusal, with `innerError` as the throttling guide shows it. */
export function tooMany(
  code: 'LimitReached' | 'LimitOfMailbox' | 'LimitOfConcurrency' | 'LimitOfFiles',
  headers: Readonly<Record<string, string>>,
  clock: TenantClock,
): GraphResponse {
  const { status, body } = graphError(problem(code satisfies ErrorCode), clock);
  const { error } = body as { error: { innerError: object } };
  Object.assign(error.innerError, { code: '429', message: 'Please retry after', status: '429' });
  return { status, headers, body };
}

function codeOf({ of, counts }: Limit): Parameters<typeof tooMany>[0] {
  if (of === 'sharepoint') return 'LimitOfFiles';
  if (of === 'outlook' || of === 'insights')
    return counts === 'concurrent' ? 'LimitOfConcurrency' : 'LimitOfMailbox';
  return 'LimitReached';
}

const scopeNames: Partial<Record<Limit['per'], string>> = {
  appTenant: 'Tenant_Application',
  app: 'Application',
  tenant: 'Tenant',
};

function percentage(part: number): string {
  return (Math.floor(Math.min(toldAtMost, part) * 100) / 100).toString();
}

/**
 * In whole seconds of the client, who waits by its own clock: under a clock that runs faster in parts of one, as the
 * guide's own sample has them.
 */
function wait(milliseconds: number, clock: TenantClock): string {
  const seconds = clock.toOutside(milliseconds) / 1000;
  if (clock.settings.rate <= 1) return String(Math.max(1, Math.ceil(seconds)));
  return String(Math.max(0.001, Math.ceil(seconds * 1000) / 1000));
}
