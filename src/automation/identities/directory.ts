import { SignJWT, importPKCS8 } from 'jose';
import { type Dispatcher, Agent, request } from 'undici';

import { certificateDer, thumbprint } from '#certificates';
import { type Clock, type Lifespan, isGood, newId, problem } from '#kernel';

import { createVerification } from './verification.ts';

/** An application's way to prove who it is. */
export interface AppKey {
  readonly clientId: string;
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

export interface DirectoryToken {
  readonly accessToken: string;
  /** Seconds since 1970. */
  readonly expiresOn: number;
}

/** Where a token is asked for, and whether what is remembered will do. */
export interface TokenPlace {
  /** The directory's own unless it is named. */
  readonly origin?: string;
  readonly renew?: boolean;
}

/** A resource of Azure's that is to be somebody in the directory. */
export interface ManagedIdentity {
  readonly displayName: string;
  /** ARM's id of the account, or of the user-assigned identity. */
  readonly resourceId: string;
  readonly userAssigned: boolean;
  readonly certificatePem: string;
}

export interface MadeIdentity {
  readonly clientId: string;
  readonly principalId: string;
}

/** Entra and Graph over plain HTTP: the same calls for the embedded tenant as for the real one. */
export interface Directory {
  readonly origin: string;
  readonly tenantId: string;
  /**
   * Client credentials with a certificate assertion; remembered until shortly before the token expires. With `renew` another one
   * is made, as the remembered one was refused: unless that is only seconds old.
   */
  token(key: AppKey, resource: string, where?: TokenPlace): Promise<DirectoryToken>;
  graph<Answer>(key: AppKey, method: string, path: string, body?: unknown): Promise<Answer>;
  /** Any call of the tenant's origin with a token for the resource. */
  call(
    key: AppKey,
    resource: string,
    path: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** A principal that stands for a resource, with a key that the caller keeps. Rejects with `DirectoryRefused`. */
  makeManagedIdentity(key: AppKey, identity: ManagedIdentity): Promise<MadeIdentity>;
  removeManagedIdentity(key: AppKey, clientId: string): Promise<void>;
  /** A call of Graph by whoever has the token, for those that look at the status themselves. */
  send(
    accessToken: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Claims of a token that the directory signed for this audience. Rejects with `DirectoryRefused` for any other. */
  verify(token: string, audience: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export interface DirectoryOptions {
  readonly origin: string;
  readonly tenantId: string;
  readonly caPem: string;
  readonly clock: Clock;
}

const renewBeforeSeconds = 300;
/** A job that is refused again and again does not ask the directory each time. */
const notRenewedBeforeMilliseconds = 10_000;
const assertionSeconds = 600;

export function createDirectory({ origin, tenantId, caPem, clock }: DirectoryOptions): Directory {
  const agent = new Agent({ connect: { ca: caPem }, connections: 8 });
  const tokens = new Map<string, DirectoryToken & Lifespan>();
  const seconds = (): number => Math.floor(clock.now() / 1000);

  async function send(
    url: string,
    options: Dispatcher.DispatchOptions | object,
  ): Promise<{ status: number; body: unknown }> {
    try {
      const answer = await request(url, { ...options, dispatcher: agent });
      const text = await answer.body.text();
      return { status: answer.statusCode, body: text === '' ? undefined : JSON.parse(text) };
    } catch (error) {
      throw problem('DirectoryUnavailable', { origin: new URL(url).origin }, error);
    }
  }

  async function token(
    key: AppKey,
    resource: string,
    { origin: at = origin, renew = false }: TokenPlace = {},
  ): Promise<DirectoryToken> {
    const name = `${at} ${key.clientId} ${resource}`;
    const known = tokens.get(name);
    const asked = clock.now();
    const mayKeep = !renew || (known !== undefined && asked < known.from + notRenewedBeforeMilliseconds);
    if (known !== undefined && mayKeep && isGood(known, asked))
      return { accessToken: known.accessToken, expiresOn: known.expiresOn };
    const endpoint = `${at}/${tenantId}/oauth2/v2.0/token`;
    const { status, body } = await send(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: key.clientId,
        scope: `${resource.replace(/\/+$/, '')}/.default`,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(key, endpoint, seconds()),
      }).toString(),
    });
    if (status !== 200) {
      const { error_description: detail } = body as { error_description?: string };
      throw problem('DirectoryRefused', { detail: detail ?? `status ${status}` });
    }
    const { access_token: accessToken, expires_in: expiresIn } = body as {
      access_token: string;
      expires_in: number;
    };
    const from = Math.max(asked, clock.now());
    const expiresOn = Math.floor(from / 1000) + Number(expiresIn);
    tokens.set(name, { accessToken, expiresOn, from, until: (expiresOn - renewBeforeSeconds) * 1000 });
    return { accessToken, expiresOn };
  }

  function sendAs(accessToken: string, method: string, path: string, payload: unknown) {
    return send(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
    });
  }

  async function call(key: AppKey, resource: string, path: string, method = 'GET', payload?: unknown) {
    const { accessToken } = await token(key, resource);
    return sendAs(accessToken, method, path, payload);
  }

  /** Graph makes no managed identities: Azure's own provider does, for which the embedded tenant has an address of its own. */
  async function managed<Answer>(key: AppKey, method: string, below: string, payload?: unknown) {
    const path = `/_tenantry/tenants/main/managedIdentities${below}`;
    return accepted<Answer>(method, path, await call(key, 'api://tenantry-tenant', path, method, payload));
  }

  return {
    origin,
    tenantId,
    token,
    call: (key, resource, path) => call(key, resource, path),
    send: (accessToken, method, path, payload) => sendAs(accessToken, method, `/v1.0${path}`, payload),
    verify: createVerification({ authority: `${origin}/${tenantId}`, agent, clock }),
    async graph<Answer>(key: AppKey, method: string, path: string, payload?: unknown) {
      const answer = await call(key, 'https://graph.microsoft.com', `/v1.0${path}`, method, payload);
      return accepted<Answer>(method, path, answer);
    },
    makeManagedIdentity: (key, { certificatePem, ...identity }) =>
      managed<MadeIdentity>(key, 'POST', '', { ...identity, certificate: certificateDer(certificatePem) }),
    removeManagedIdentity: (key, clientId) => managed(key, 'DELETE', `/${clientId}`),
    close: () => agent.close(),
  };
}

/** Source: learn.microsoft.com/entra/identity-platform/certificate-credentials. */
async function assertion(key: AppKey, audience: string, now: number): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint(key.certificatePem, 'sha256') })
    .setAudience(audience)
    .setIssuer(key.clientId)
    .setSubject(key.clientId)
    .setJti(newId())
    .setIssuedAt(now)
    .setNotBefore(now - 60)
    .setExpirationTime(now + assertionSeconds)
    .sign(await importPKCS8(key.privateKeyPem, 'PS256'));
}

function accepted<Answer>(
  method: string,
  path: string,
  { status, body }: { readonly status: number; readonly body: unknown },
): Answer {
  if (status < 300) return body as Answer;
  const { error } = (body ?? {}) as { error?: { code?: string; message?: string } };
  throw problem('DirectoryRefused', {
    detail: `${method} ${path}: ${status} ${error?.code ?? ''} ${error?.message ?? ''}`,
  });
}
