import { X509Certificate, createHash } from 'node:crypto';

import { SignJWT, importPKCS8 } from 'jose';
import { Agent, request } from 'undici';

import { type Clock, type Lifespan, isGood, newId, systemClock } from '#kernel';

import { ClientError, errorOf } from './client-error.ts';
import type { TokenSource } from './transport.ts';

export interface ClientCertificateOptions {
  /** Origin of the sign-in service: `https://login.microsoftonline.com`, or the embedded tenant's own. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
  /** `https://management.azure.com/.default`. */
  readonly scope: string;
  readonly ca?: string | undefined;
  readonly clock?: Clock;
}

/** The part of its life after which a token is renewed, so that none ends on its way. */
const renewAfter = 0.9;
const assertionSeconds = 600;

/**
 * Signs in as an application with its certificate and keeps the token until shortly before it ends.
 * The assertion is Entra's: PS256 with the certificate's SHA-256 thumbprint in `x5t#S256`
 * (Microsoft identity platform, "application authentication certificate credentials").
 */
export function clientCertificateToken(options: ClientCertificateOptions): TokenSource {
  const clock = options.clock ?? systemClock;
  const agent = new Agent({ connect: options.ca === undefined ? {} : { ca: options.ca } });
  let kept: ({ readonly token: string } & Lifespan) | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const asked = clock.now();
    const answer = await askToken(options, agent, clock);
    const until = asked + answer.expires_in * 1000 * renewAfter;
    kept = { token: answer.access_token, from: asked, until };
    return kept.token;
  };

  return ({ renew } = { renew: false }) => {
    if (!renew && kept !== undefined && isGood(kept, clock.now())) return Promise.resolve(kept.token);
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
}

async function askToken(options: ClientCertificateOptions, agent: Agent, clock: Clock): Promise<TokenAnswer> {
  const endpoint = new URL(`/${options.tenantId}/oauth2/v2.0/token`, options.authority);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: options.clientId,
    scope: options.scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(options, endpoint.href, clock),
  });
  const answer = await request(endpoint, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  }).catch((error: NodeJS.ErrnoException) => {
    const message = `${endpoint.origin} does not answer (${error.code ?? error.message}).`;
    throw new ClientError({ status: 0, code: 'Unreachable', message }, error);
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw errorOf(answer.statusCode, text);
  return JSON.parse(text) as TokenAnswer;
}

async function assertion(options: ClientCertificateOptions, audience: string, clock: Clock): Promise<string> {
  const certificate = new X509Certificate(options.certificatePem);
  const now = Math.floor(clock.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
    })
    .setAudience(audience)
    .setIssuer(options.clientId)
    .setSubject(options.clientId)
    .setJti(newId())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + assertionSeconds)
    .sign(await importPKCS8(options.privateKeyPem, 'PS256'));
}
