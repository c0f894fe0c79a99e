import { manualClock } from '#kernel';

import { tenantClock } from '../../clock/tenant-clock.ts';
import type { Asked } from '../classify.ts';
import type { TenantFacts } from '../effective.ts';
import { createLimiter } from '../limiter.ts';
import { type LimitSettings, documentedLimits } from '../settings.ts';

export const start = Date.UTC(2026, 10, 24, 10);

/** `asked('GET', '/users?$top=5')`, from the application `app` unless told. */
export function asked(method: string, url: string, more: Partial<Asked> = {}): Asked {
  const [path = '', query = ''] = url.split('?');
  return {
    version: 'v1.0',
    method,
    path,
    query: new URLSearchParams(query),
    headers: {},
    body: undefined,
    principal: { appId: 'app' },
    ...more,
  };
}

/** A limiter whose time a test moves. */
export function limited(settings: Partial<LimitSettings> = {}, facts: Partial<TenantFacts> = {}) {
  const outside = manualClock(start);
  const clock = tenantClock(outside);
  const limiter = createLimiter({
    tenantId: () => 'tenant',
    clock,
    facts: { users: () => 250, licences: () => 250, audience: () => undefined, ...facts },
    settings: { ...documentedLimits, ...settings },
  });
  /** The status that the limits give: 200 when they let it pass. */
  const ask = (method: string, url: string, more: Partial<Asked> = {}) => {
    const { refused, headers, done } = limiter.admit(asked(method, url, more));
    done();
    return { status: refused?.status ?? 200, headers: refused?.headers ?? headers, body: refused?.body };
  };
  /** How many of them pass at once. */
  const passing = (times: number, method: string, url: string, more: Partial<Asked> = {}): number =>
    Array.from({ length: times }, () => ask(method, url, more).status).filter((status) => status === 200)
      .length;
  return { limiter, clock, ask, passing, advance: outside.advance };
}
