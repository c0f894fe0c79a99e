import type { Row } from '../../state/columns.ts';
import { type Address, addressOf } from '../address.ts';
import { type Client, demandClient } from '../clients/client.ts';
import { type RequestedScopes, readScopes, scopesOfResource } from '../consent/scopes.ts';
import type { EntraContext } from '../entra-context.ts';
import type { SignInTrace } from '../sign-in-log.ts';
import type { Flow } from './flow.ts';
import { type WebAnswer, type WebRequest, cookie, flowCookie } from './web.ts';

/** One request of a flow, with all that its steps need. */
export interface Step {
  readonly entra: EntraContext;
  readonly web: WebRequest;
  readonly flow: Flow;
  readonly address: Address;
  readonly client: Client;
  readonly trace: SignInTrace;
  /** People at this machine may be anybody, without a password. */
  readonly pick: boolean;
}

/** A step of a flow that somebody signed in to. */
export interface UserStep extends Step {
  readonly user: Row;
  readonly session: NonNullable<Flow['session']>;
}

export function stepOf(
  entra: EntraContext,
  web: WebRequest,
  flow: Flow,
  options: { readonly pick: boolean; readonly trace: SignInTrace },
): Step {
  const segment = flow.request.kind === 'device' ? 'organizations' : flow.request.tenant;
  const address = addressOf(entra.state, segment);
  const { trace } = options;
  trace.appId = flow.request.clientId;
  const client = demandClient(entra.state, flow.request.clientId, address.tenantId);
  return { entra, web, flow, address, client, trace, pick: options.pick };
}

export function scopesOf(
  { entra, web, address, client }: Step,
  request: { readonly version: 'v1' | 'v2'; readonly scope: string },
): RequestedScopes {
  const context = { origin: web.origin, tenantId: address.tenantId, clientName: client.name };
  if (request.version === 'v2') return readScopes(entra.state, request.scope, context);
  // A v1 request for signing in only asks for no resource: the application itself stands for it.
  const resource = request.scope === '' || request.scope.startsWith('openid') ? client.appId : request.scope;
  return scopesOfResource(entra.state, resource, context);
}

/** Where the application wants no page, what a page would have asked for is an error that goes back to it. */
export function isSilent({ request }: Flow): boolean {
  return request.kind === 'authorize' && request.prompt === 'none';
}

/** The cookie that ties the flow to this browser goes with every page that has a form. */
export function withBinding({ flow, web }: Step, answer: WebAnswer): WebAnswer {
  if (web.cookies.get(flowCookie) === flow.binding) return answer;
  return { ...answer, cookies: [...(answer.cookies ?? []), cookie(flowCookie, flow.binding)] };
}

export function targetsOf({ request }: Flow): readonly string[] {
  return request.kind === 'device' ? [] : [request.redirectUri];
}

/** For the address of a form: what was asked for, as it may stand in a path. */
export function segmentOf({ address }: Step): string {
  return encodeURIComponent(address.segment);
}
