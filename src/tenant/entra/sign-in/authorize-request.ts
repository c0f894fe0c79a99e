import { problem } from '#kernel';

import { type Address, addressOf } from '../address.ts';
import { type Client, demandAudience, demandClient } from '../clients/client.ts';
import type { EntraContext } from '../entra-context.ts';
import type { Challenge } from '../grants/code-sealed.ts';
import type { ClientPlatform } from '../grants/refresh-sealed.ts';
import { demandRedirect } from './redirects.ts';
import type { WebRequest } from './web.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';
export type Prompt = 'none' | 'login' | 'select_account' | 'consent' | 'create' | 'admin_consent';

/** Where the answer goes: known before anything else, since errors go there too. */
export interface ReturnAddress {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly platform: ClientPlatform;
  readonly responseMode: ResponseMode;
  readonly state?: string | undefined;
}

export interface AuthorizeRequest extends ReturnAddress {
  readonly kind: 'authorize';
  readonly version: 'v1' | 'v2';
  readonly tenant: string;
  readonly responseTypes: readonly string[];
  /** The newer endpoint's `scope`, or the older one's `resource`. */
  readonly scope: string;
  readonly nonce?: string | undefined;
  readonly prompt?: Prompt | undefined;
  readonly loginHint?: string | undefined;
  readonly maxAge?: number | undefined;
  readonly challenge?: Challenge | undefined;
  readonly clientInfo: boolean;
  readonly mfa: boolean;
}

export interface Caller {
  readonly address: Address;
  readonly client: Client;
}

/** The application, and where it wants the answer. Errors of these are for the person, never for the address. */
export function readReturnAddress(
  { state }: EntraContext,
  web: WebRequest,
): Caller & { readonly back: ReturnAddress } {
  const { parameters } = web;
  const address = addressOf(state, web.tenant);
  const clientId = parameters.get('client_id');
  if (clientId === null || clientId === '')
    throw problem('EntraParameterMissing', { parameter: 'client_id' });
  const client = demandClient(state, clientId, address.tenantId);
  demandAudience(client.application, address);
  const { uri, platform } = demandRedirect(client.application, parameters.get('redirect_uri'));
  const types = typesOf(parameters);
  const asked = parameters.get('response_mode');
  const usual = types.some((each) => each !== 'code') ? 'fragment' : 'query';
  const responseMode = isMode(asked) ? asked : usual;
  const back = {
    clientId,
    redirectUri: uri,
    platform,
    responseMode,
    state: parameters.get('state') ?? undefined,
  };
  return { address, client, back };
}

/** All else of the request. Errors of these go back to the application. */
export function readAuthorizeRequest(
  web: WebRequest,
  { client }: Caller,
  back: ReturnAddress,
): AuthorizeRequest {
  const { parameters, version, tenant } = web;
  const types = typesOf(parameters);
  demandTypes(types, client);
  demandMode(parameters.get('response_mode'), types);
  const nonce = parameters.get('nonce') ?? undefined;
  if (types.includes('id_token') && nonce === undefined)
    throw problem('EntraParameterMissing', { parameter: 'nonce' });
  const scope = scopeOf(parameters, version, types);
  const maxAge = Number(parameters.get('max_age') ?? Number.NaN);
  return {
    ...back,
    kind: 'authorize',
    version,
    tenant,
    responseTypes: types,
    scope,
    nonce,
    prompt: promptOf(parameters.get('prompt')),
    loginHint: parameters.get('login_hint') ?? undefined,
    maxAge: Number.isFinite(maxAge) ? maxAge : undefined,
    challenge: challengeOf(parameters, back.platform),
    clientInfo: parameters.get('client_info') === '1',
    mfa: wantsMfa(parameters),
  };
}

function typesOf(parameters: URLSearchParams): string[] {
  return (parameters.get('response_type') ?? '').split(' ').filter((each) => each !== '');
}

interface Implicit {
  readonly enableIdTokenIssuance?: boolean;
  readonly enableAccessTokenIssuance?: boolean;
}

function demandTypes(types: readonly string[], { application }: Client): void {
  if (types.length === 0) throw problem('EntraResponseTypeMissing');
  const unknown = types.find((each) => !['code', 'id_token', 'token'].includes(each));
  if (unknown !== undefined) throw problem('EntraResponseTypeUnsupported', { type: types.join(' ') });
  const web = application['web'] as { implicitGrantSettings?: Implicit } | null;
  const implicit = web?.implicitGrantSettings ?? {};
  if (types.includes('id_token') && implicit.enableIdTokenIssuance !== true)
    throw problem('EntraIdTokenDisabled');
  if (types.includes('token') && implicit.enableAccessTokenIssuance !== true)
    throw problem('EntraImplicitDisabled');
}

function isMode(mode: string | null): mode is ResponseMode {
  return mode === 'query' || mode === 'fragment' || mode === 'form_post';
}

/** A token never stands in the query, which servers write to their logs. */
function demandMode(mode: string | null, types: readonly string[]): void {
  if (mode === null) return;
  const token = types.some((each) => each !== 'code');
  if (!isMode(mode) || (mode === 'query' && token)) throw problem('EntraResponseModeInvalid', { mode });
}

function scopeOf(parameters: URLSearchParams, version: 'v1' | 'v2', types: readonly string[]): string {
  if (version === 'v1') return parameters.get('resource') ?? parameters.get('scope') ?? '';
  const scope = parameters.get('scope');
  if (scope === null || scope.trim() === '') throw problem('EntraParameterMissing', { parameter: 'scope' });
  if (types.includes('id_token') && !scope.split(' ').includes('openid'))
    throw problem('EntraScopeInvalid', { scope });
  return scope;
}

const prompts: readonly Prompt[] = ['none', 'login', 'select_account', 'consent', 'create', 'admin_consent'];

function promptOf(prompt: string | null): Prompt | undefined {
  if (prompt === null || prompt === '') return undefined;
  const known = prompts.find((each) => each === prompt);
  if (known === undefined) throw problem('EntraPromptInvalid');
  return known;
}

/** RFC 7636 §4.2. Entra takes both methods; `plain`, also when none is named, not from a single-page application. */
function challengeOf(parameters: URLSearchParams, platform: ClientPlatform): Challenge | undefined {
  const value = parameters.get('code_challenge');
  if (value === null || value === '') {
    if (platform === 'spa' && typesOf(parameters).includes('code')) throw problem('EntraChallengeMissing');
    return undefined;
  }
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(value)) throw problem('EntraChallengeInvalid');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256' && method !== 'plain') throw problem('EntraChallengeInvalid');
  if (method === 'plain' && platform === 'spa') throw problem('EntraChallengeMethod');
  return { value, method };
}

/** An application may itself ask for a second factor: v1's `amr_values`, or what a refusal told it to send on. */
function wantsMfa(parameters: URLSearchParams): boolean {
  if ((parameters.get('amr_values') ?? '').split(' ').includes('mfa')) return true;
  return (parameters.get('claims') ?? '').includes('capolids');
}
