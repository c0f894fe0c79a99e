import { TenantryError, problem } from '#kernel';

import { addressOf } from './address.ts';
import type { EntraContext } from './entra-context.ts';
import { aadsts, errorBody } from './entra-error.ts';
import { authorizationCode } from './grants/authorization-code.ts';
import { clientCredentials } from './grants/client-credentials.ts';
import { deviceCodeGrant } from './grants/device-code.ts';
import { onBehalfOf } from './grants/on-behalf-of.ts';
import { passwordGrant } from './grants/password.ts';
import { refreshTokenGrant } from './grants/refresh-token.ts';
import { SignInTrace } from './sign-in-log.ts';
import { type Grant, type Granting, type TokenRequest, demandParameter } from './token-request.ts';

export interface TokenResponse {
  readonly status: number;
  readonly body: object;
  /** For the tenant's own log. */
  readonly client?: string | undefined;
}

const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  authorization_code: authorizationCode,
  refresh_token: refreshTokenGrant,
  password: passwordGrant,
  device_code: deviceCodeGrant,
  'urn:ietf:params:oauth:grant-type:device_code': deviceCodeGrant,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': onBehalfOf,
};

/** Answers a request for a token, and has every answer in the sign-in log. */
export async function answerToken(entra: EntraContext, request: TokenRequest): Promise<TokenResponse> {
  const trace = new SignInTrace('servicePrincipal');
  trace.appId = request.form.get('client_id') ?? undefined;
  try {
    const grantType = demandParameter(request.form, 'grant_type');
    const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
    if (grant === undefined) throw problem('EntraGrantUnsupported', { grant: grantType });
    const granting: Granting = { entra, request, address: addressOf(entra.state, request.tenant), trace };
    const { body } = await grant(granting);
    log(entra, request, trace, undefined);
    return { status: 200, body, client: trace.appId };
  } catch (error) {
    if (!(error instanceof TenantryError) || aadsts(error) === undefined) throw error;
    log(entra, request, trace, error);
    const body = errorBody(error, {
      clock: entra.clock,
      origin: request.origin,
      correlationId: request.correlationId,
      claims: claimsOf(error, trace),
    });
    return { status: error.status, body, client: trace.appId };
  }
}

/** A device that still waits has not signed in yet: nothing to log. */
const unlogged = new Set(['EntraDevicePending', 'EntraDeviceSlowDown']);

function log(
  { signIns, clock, state }: EntraContext,
  request: TokenRequest,
  trace: SignInTrace,
  error: TenantryError | undefined,
): void {
  if (error !== undefined && unlogged.has(error.code)) return;
  const facts = trace.facts(
    {
      at: clock.now(),
      errorCode: error === undefined ? 0 : (aadsts(error) ?? 50000),
      ...(error !== undefined && { failureReason: error.message }),
    },
    request,
  );
  if (facts !== undefined) state.transaction(() => signIns.record(facts));
}

/** After a refusal by a policy: what the next interactive request is to ask for. */
function claimsOf(error: TenantryError, { appliedPolicies }: SignInTrace): string | undefined {
  if (error.code !== 'EntraMfaRequired' && error.code !== 'EntraMfaEnrolment') return undefined;
  const values = appliedPolicies.filter(({ result }) => result === 'failure').map(({ id }) => id);
  return JSON.stringify({ access_token: { capolids: { essential: true, values } } });
}
