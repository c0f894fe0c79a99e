import { problem } from '#kernel';

import type { TenantClock } from '../clock/tenant-clock.ts';
import { type Eventually, createEventually } from '../faults/consistency.ts';
import { type Fault, type Faults, createFaults } from '../faults/faults.ts';
import type { FaultSettings } from '../faults/settings.ts';
import { graphError } from '../odata/graph-error.ts';
import type { GraphRequest, GraphResponse } from '../odata/request.ts';
import type { TenantState } from '../state/state.ts';
import type { Asked } from '../throttling/classify.ts';
import type { TenantFacts } from '../throttling/effective.ts';
import { tooMany } from '../throttling/headers.ts';
import { type Limiter, createLimiter } from '../throttling/limiter.ts';
import type { LimitSettings } from '../throttling/settings.ts';

/** What decides over a request before the engine sees it: faults on demand and the published limits. */
export interface Conduct {
  readonly limits: Limiter;
  readonly faults: Faults;
  readonly consistency: Eventually;
  /** The one seam of single requests and items of a batch. */
  admit(request: GraphRequest, batched?: boolean): Verdict;
}

export interface Verdict {
  /** Milliseconds of the machine's time to hold the request before anything else. */
  readonly wait: number;
  /** The connection is to end without an answer. */
  readonly drop: boolean;
  /** The answer, when the engine is not to be asked. */
  readonly refused?: GraphResponse;
  /** To be sent with the engine's answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** It changes nothing, whatever its method. */
  readonly reading: boolean;
  /** To be called when it is answered. */
  readonly done: () => void;
}

const [limitsSetting, faultsSetting] = ['limits', 'faults'] as const;
export const conductSettings = [limitsSetting, faultsSetting];
const nothing = (): void => {};

/** Settings that were changed lie in the state; until then those of the start hold. */
export function openConduct(
  state: TenantState,
  clock: TenantClock,
  start: { readonly limits: LimitSettings; readonly faults: FaultSettings },
): Conduct {
  const stored = <T>(key: string): T | undefined => {
    const text = state.setting(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  const keep = (key: string) => (settings: object) => state.setSetting(key, JSON.stringify(settings));
  const limits = createLimiter({
    tenantId: () => state.setting('tenant-id') ?? '',
    clock,
    facts: factsOf(state),
    settings: stored(limitsSetting) ?? start.limits,
    onChange: keep(limitsSetting),
  });
  const faults = createFaults(stored(faultsSetting) ?? start.faults, keep(faultsSetting));

  return {
    limits,
    faults,
    consistency: createEventually(state, clock, () => faults.settings),
    admit(request, batched = false) {
      const asked = askedOf(request);
      const fault = faults.draw({ ...asked, batched });
      const wait = fault?.wait ?? 0;
      const refused = fault === undefined ? undefined : failure(fault, clock);
      if (fault?.drop === true || refused !== undefined) {
        const drop = fault?.drop === true;
        return { wait, drop, ...(refused && { refused }), headers: {}, reading: true, done: nothing };
      }
      return { wait, drop: false, ...limits.admit(asked) };
    },
  };
}

function askedOf({ method, path, query, headers, body, base, principal }: GraphRequest): Asked {
  return { version: base.slice(base.lastIndexOf('/') + 1), method, path, query, headers, body, principal };
}

const failures = {
  500: 'FaultInternal',
  502: 'FaultBadGateway',
  503: 'FaultUnavailable',
  504: 'FaultTimeout',
} as const;

function failure({ status, retryAfter, expiredToken }: Fault, clock: TenantClock): GraphResponse | undefined {
  if (expiredToken === true) return graphError(problem('GraphTokenExpired'), clock);
  if (status === undefined) return undefined;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  if (status === 429) return tooMany('LimitReached', headers, clock);
  return { ...graphError(problem(failures[status as keyof typeof failures]), clock), headers };
}

function factsOf(state: TenantState): TenantFacts {
  return {
    users(upTo) {
      const [counted] = state.select('select count(*) as n from (select 1 from e_user limit ?)', [upTo]);
      return Number(counted?.['n']);
    },
    licences() {
      return state.all('subscribedSku').reduce((sum, { prepaidUnits }) => {
        const { enabled = 0 } = (prepaidUnits ?? {}) as { enabled?: number };
        return sum + enabled;
      }, 0);
    },
    audience(id) {
      const audience = state.get('application', id, ['signInAudience'])?.['signInAudience'];
      return audience === undefined ? undefined : String(audience);
    },
  };
}
