import { X509Certificate, createHash } from 'node:crypto';

import { type JWTPayload, SignJWT, createRemoteJWKSet, customFetch, importPKCS8, jwtVerify } from 'jose';
import { Agent, fetch } from 'undici';

import type { AppKey } from '#automation';
import { type Clock, newId, newSecret, problem } from '#kernel';

export interface OidcOptions {
  /** Where the issuer's discovery document is: `https://login.microsoftonline.com/<tenant>`. */
  readonly authority: string;
  readonly caPem?: string | undefined;
  /** The portal's own application there. */
  readonly app: AppKey;
  readonly clock: Clock;
}

/** What the browser keeps between leaving for the issuer and coming back. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636. */
  readonly verifier: string;
}

export interface Tokens {
  readonly accessToken: string;
  /** Milliseconds. */
  readonly accessTokenExpires: number;
  readonly refreshToken: string | undefined;
}

/** The portal as a client of OpenID Connect: authorization code with PKCE, and a certificate to prove itself by. */
export interface OidcClient {
  begin(redirectUri: string): Promise<{ readonly attempt: SignInAttempt; readonly url: string }>;
  /** Rejects with `PortalSignInRefused` whatever is not the answer to this attempt. */
  complete(
    attempt: SignInAttempt,
    code: string,
    redirectUri: string,
  ): Promise<Tokens & { readonly idToken: string; readonly claims: JWTPayload }>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** Where the issuer's own session ends, and the browser comes back from. */
  signOut(idToken: string, returnTo: string): Promise<string>;
  close(): Promise<void>;
}

const scope = 'https://management.azure.com/user_impersonation openid profile offline_access';
const assertionSeconds = 300;
const patience = 10_000;

interface Discovery {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
  readonly jwks_uri: string;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
}

export function createOidcClient({ authority, caPem, app, clock }: OidcOptions): OidcClient {
  const agent = new Agent({ connect: caPem === undefined ? {} : { ca: caPem } });
  let known: Promise<Discovery> | undefined;
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  async function call<Answer>(url: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    const answer = await fetch(url, {
      dispatcher: agent,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    }).catch((error: unknown) => {
      throw problem('DirectoryUnavailable', { origin: new URL(url).origin }, error);
    });
    const body = (await answer.json().catch(() => ({}))) as { error?: string; error_description?: string };
    if (answer.ok) return body as Answer;
    const detail = body.error_description?.split(/\r?\n/)[0] ?? body.error ?? `status ${answer.status}`;
    throw problem('PortalSignInRefused', { detail });
  }

  async function discovery(): Promise<Discovery> {
    known ??= call<Discovery>(`${authority}/v2.0/.well-known/openid-configuration`);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  }

  async function tokens(form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const { token_endpoint: endpoint } = await discovery();
    return call<TokenAnswer>(endpoint, {
      ...form,
      client_id: app.clientId,
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(endpoint),
    });
  }

  /** Source: learn.microsoft.com/entra/identity-platform/certificate-credentials. */
  async function assertion(audience: string): Promise<string> {
    const now = Math.floor(clock.now() / 1000);
    const { raw } = new X509Certificate(app.certificatePem);
    const header = {
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(raw).digest('base64url'),
    };
    return new SignJWT({})
      .setProtectedHeader(header)
      .setAudience(audience)
      .setIssuer(app.clientId)
      .setSubject(app.clientId)
      .setJti(newId())
      .setIssuedAt(now)
      .setNotBefore(now - 60)
      .setExpirationTime(now + assertionSeconds)
      .sign(await importPKCS8(app.privateKeyPem, 'PS256'));
  }

  async function claimsOf(idToken: string, nonce: string): Promise<JWTPayload> {
    const { issuer, jwks_uri: address } = await discovery();
    const fetchKeys = (url: string, init: object) => fetch(url, { ...init, dispatcher: agent });
    keys ??= createRemoteJWKSet(new URL(address), {
      [customFetch]: fetchKeys as unknown as typeof globalThis.fetch,
    });
    const { payload } = await jwtVerify(idToken, keys, {
      algorithms: ['RS256'],
      issuer,
      audience: app.clientId,
      currentDate: new Date(clock.now()),
      clockTolerance: 60,
    }).catch((error: unknown) => {
      throw problem('PortalSignInRefused', { detail: 'its identity token is not to be believed' }, error);
    });
    if (payload['nonce'] !== nonce)
      throw problem('PortalSignInRefused', { detail: 'its identity token is of another sign-in' });
    return payload;
  }

  const shown = (answer: TokenAnswer): Tokens => ({
    accessToken: answer.access_token,
    accessTokenExpires: clock.now() + Number(answer.expires_in) * 1000,
    refreshToken: answer.refresh_token,
  });

  return {
    async begin(redirectUri) {
      const attempt = { state: newSecret(24), nonce: newSecret(24), verifier: newSecret(48) };
      const url = new URL((await discovery()).authorization_endpoint);
      const query = {
        client_id: app.clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: redirectUri,
        scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return { attempt, url: url.href };
    },
    async complete({ verifier, nonce }, code, redirectUri) {
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      };
      const answer = await tokens(form);
      const idToken = answer.id_token ?? '';
      return { ...shown(answer), idToken, claims: await claimsOf(idToken, nonce) };
    },
    refresh: async (refreshToken) =>
      shown(await tokens({ grant_type: 'refresh_token', refresh_token: refreshToken })),
    async signOut(idToken, returnTo) {
      const { end_session_endpoint: endpoint } = await discovery();
      if (endpoint === undefined) return returnTo;
      const url = new URL(endpoint);
      url.searchParams.set('id_token_hint', idToken);
      url.searchParams.set('post_logout_redirect_uri', returnTo);
      return url.href;
    },
    close: () => agent.close(),
  };
}
