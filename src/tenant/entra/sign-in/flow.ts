import { newSecret, problem } from '#kernel';

import type { EntraContext } from '../entra-context.ts';
import type { UserSession } from '../users/user-checks.ts';
import type { AdminConsentRequest } from './admin-consent-request.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { type WebRequest, flowCookie } from './web.ts';

export interface DeviceRequest {
  readonly kind: 'device';
  readonly deviceCode: string;
  readonly clientId: string;
  readonly version: 'v1' | 'v2';
  readonly scope: string;
}

export type FlowRequest = AuthorizeRequest | DeviceRequest | AdminConsentRequest;

/**
 * Where somebody is between the first page and the answer. It travels sealed in the forms, so that the tenant keeps
 * nothing of who comes and never returns; `binding` ties it to the browser that began, so that no other site's form
 * continues it (login CSRF included).
 */
export interface Flow {
  readonly request: FlowRequest;
  readonly binding: string;
  /** Milliseconds. */
  readonly expires: number;
  readonly session?: UserSession | undefined;
  /** A device's sign-in was confirmed by the person. */
  readonly confirmed?: boolean;
  readonly consented?: boolean;
}

const lifetime = 60 * 60 * 1000;

export function beginFlow({ clock }: EntraContext, web: WebRequest, request: FlowRequest): Flow {
  const known = web.cookies.get(flowCookie);
  const binding = known !== undefined && /^[\w-]{22,}$/.test(known) ? known : newSecret(24);
  return { request, binding, expires: clock.now() + lifetime };
}

export function sealFlow({ sealer }: EntraContext, flow: Flow): string {
  return sealer.seal('flow', flow);
}

/** The flow of a form, posted by this origin's own page in the browser that began. */
export function demandFlow({ sealer, clock }: EntraContext, web: WebRequest): Flow {
  demandOwnForm(web);
  const flow = sealer.open('flow', web.parameters.get('flow') ?? '') as Flow | undefined;
  if (flow === undefined || flow.expires <= clock.now()) throw problem('EntraFlowStale');
  if (web.cookies.get(flowCookie) !== flow.binding) throw problem('EntraFlowStale');
  return flow;
}

export function demandOwnForm({ origin, crossOrigin, fetchSite }: WebRequest): void {
  const foreign = crossOrigin !== undefined && crossOrigin !== origin;
  const elsewhere = fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (foreign || elsewhere) throw problem('EntraFlowStale');
}
