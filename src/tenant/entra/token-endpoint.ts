import { SignJWT } from 'jose';

import { type Clock, TenantryError, isoTime, newId, newSecret, problem } from '#kernel';

import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import { type Method, authenticateClient } from './client-authentication.ts';
import { type Resource, findResource } from './resources.ts';
import { type SigningKey, signingKey } from './signing-key.ts';

export interface TokenRequest {
  /** From the URL: the tenant's id or one of its domains. */
  readonly tenant: string;
  readonly version: 'v1' | 'v2';
  readonly form: URLSearchParams;
  /** `https://login.microsoftonline.com`, as the client addressed it. */
  readonly origin: string;
}

export interface TokenResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** For the sign-in log. */
  readonly client?: string | undefined;
  readonly resource?: string | undefined;
}

/** Entra's documented default is a random 60 to 90 minutes; clients see about an hour. */
const lifetimeSeconds = 3599;

export interface TokenEndpoint {
  readonly key: SigningKey;
  answer(request: TokenRequest): Promise<TokenResponse>;
}

export function createTokenEndpoint(state: TenantState, clock: Clock): TokenEndpoint {
  const key = signingKey(state);
  return {
    key,
    async answer(request) {
      const client = request.form.get('client_id') ?? undefined;
      try {
        const { resource, body } = await grant(state, clock, key, request);
        return { status: 200, body, client, resource };
      } catch (error) {
        if (!(error instanceof TenantryError)) throw error;
        return { ...entraError(error, clock, request.origin), client };
      }
    },
  };
}

async function grant(state: TenantState, clock: Clock, key: SigningKey, request: TokenRequest) {
  const { form, origin } = request;
  const tenantId = demandTenant(state, request.tenant);
  const grantType = demandParameter(form, 'grant_type');
  if (grantType !== 'client_credentials') throw problem('EntraGrantUnsupported', { grant: grantType });
  const clientId = demandParameter(form, 'client_id');
  const [application] = state.find('application', 'appId', clientId);
  const [principal] = state.find('servicePrincipal', 'appId', clientId);
  if (application === undefined || principal === undefined)
    throw problem('EntraAppUnknown', { client: clientId, tenant: tenantId });
  if (principal['accountEnabled'] === false) throw problem('EntraAppDisabled', { client: clientId });
  const method = await authenticateClient(
    state,
    application,
    {
      clientId,
      secret: form.get('client_secret') ?? undefined,
      assertion: form.get('client_assertion') ?? undefined,
      audiences: audiencesOf(origin, [request.tenant, tenantId]),
    },
    clock,
  );
  const resource = demandResource(state, request, tenantId);
  const token = await sign(state, clock, key, { application, principal, resource, method, tenantId });
  const common = {
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: token,
  };
  const now = Math.floor(clock.now() / 1000);
  // The older endpoint writes numbers as strings and repeats the resource.
  const body =
    request.version === 'v2'
      ? common
      : {
          ...common,
          expires_in: String(lifetimeSeconds),
          ext_expires_in: String(lifetimeSeconds),
          expires_on: String(now + lifetimeSeconds),
          not_before: String(now - 300),
          resource: resource.audience,
        };
  return { body, resource: resource.audience };
}

interface Granted {
  readonly application: Row;
  readonly principal: Row;
  readonly resource: Resource;
  readonly method: Method;
  readonly tenantId: string;
}

/** The claims of a v1 token, which is what Microsoft's own resources get whatever endpoint was asked. */
async function sign(state: TenantState, clock: Clock, key: SigningKey, granted: Granted): Promise<string> {
  const { application, principal, resource, method, tenantId } = granted;
  const now = Math.floor(clock.now() / 1000);
  const roles = rolesOf(state, principal.id, resource.principal);
  const issuer = `https://sts.windows.net/${tenantId}/`;
  return new SignJWT({
    aud: resource.audience,
    iss: issuer,
    iat: now,
    nbf: now,
    // Five minutes more than the answer says, as Entra's do.
    exp: now + lifetimeSeconds + 300,
    aio: newSecret(24),
    app_displayname: application['displayName'],
    appid: application['appId'],
    appidacr: method,
    idp: issuer,
    idtyp: 'app',
    oid: principal.id,
    rh: `0.${newSecret(18)}.`,
    // An application that nobody consented to gets a token all the same, without this claim.
    ...(roles.length > 0 && { roles }),
    sub: principal.id,
    tenant_region_scope: 'EU',
    tid: tenantId,
    uti: newSecret(16),
    ver: '1.0',
    wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
  })
    .setProtectedHeader({
      typ: 'JWT',
      alg: 'RS256',
      kid: key.kid,
      x5t: key.kid,
      ...(resource.isGraph && { nonce: newSecret(24) }),
    })
    .sign(key.privateKey);
}

function rolesOf(state: TenantState, principalId: string, resource: Row): string[] {
  const defined = new Map(
    (resource['appRoles'] as readonly { id: string; value: string }[]).map(({ id, value }) => [id, value]),
  );
  return state
    .find('appRoleAssignment', 'principalId', principalId)
    .filter((each) => each['resourceId'] === resource.id)
    .flatMap((each) => defined.get(String(each['appRoleId'])) ?? []);
}

/** The tenant's id, whichever of its names the URL has. */
export function demandTenant(state: TenantState, tenant: string): string {
  const tenantId = state.setting('tenant-id') ?? '';
  if (tenant.toLowerCase() === tenantId) return tenantId;
  if (/^(common|organizations|consumers)$/i.test(tenant)) throw problem('EntraTenantCommon');
  if (state.get('domain', tenant) !== undefined) return tenantId;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant) || tenant.includes('.')) {
    throw problem('EntraTenantUnknown', { tenant });
  }
  throw problem('EntraTenantMalformed', { tenant });
}

function demandResource(
  state: TenantState,
  { form, version, origin }: TokenRequest,
  tenant: string,
): Resource {
  const asked =
    version === 'v1' ? demandParameter(form, 'resource') : resourceOfScope(demandParameter(form, 'scope'));
  const resource = findResource(state, asked, origin);
  if (resource === undefined) throw problem('EntraResourceUnknown', { resource: asked, tenant });
  return resource;
}

function resourceOfScope(scope: string): string {
  const scopes = scope.split(' ').filter((each) => each !== '');
  const [only] = scopes;
  if (only === undefined || scopes.length > 1) throw problem('EntraScopeInvalid', { scope });
  if (!only.endsWith('/.default')) throw problem('EntraScopeNotDefault', { scope });
  return only.slice(0, -'/.default'.length);
}

function audiencesOf(origin: string, tenants: readonly string[]): string[] {
  return tenants.flatMap((tenant) => [
    `${origin}/${tenant}/oauth2/v2.0/token`,
    `${origin}/${tenant}/oauth2/token`,
    `${origin}/${tenant}/v2.0`,
    `https://sts.windows.net/${tenant}/`,
  ]);
}

function demandParameter(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter);
  if (value === null || value === '') throw problem('EntraParameterMissing', { parameter });
  return value;
}

/** Entra's error body. `wireCode` carries its number and the OAuth error. */
function entraError(error: TenantryError, clock: Clock, origin: string): TokenResponse {
  const [number = '50000', oauth = 'invalid_request'] = error.wireCode.split(' ');
  const timestamp = isoTime(clock.now())
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const [trace, correlation] = [newId(), newId()];
  return {
    status: error.status,
    body: {
      error: oauth,
      error_description: `AADSTS${number}: ${error.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [Number(number)],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `${origin}/error?code=${number}`,
    },
  };
}
