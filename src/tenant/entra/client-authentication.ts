import { X509Certificate, createHash } from 'node:crypto';

import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';

import { type Clock, problem } from '#kernel';

import { type StoredPassword, hashSecret, secretSetting } from '../behaviours/applications.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

interface KeyCredential {
  readonly type?: string;
  readonly usage?: string;
  /** DER in base64. */
  readonly key?: string;
  readonly endDateTime?: string;
}

export interface ClientProof {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
  /** What an assertion may name as its audience: the token endpoints and the issuer. */
  readonly audiences: readonly string[];
}

/** `appidacr`: 1 for a secret, 2 for a certificate. */
export type Method = '1' | '2';

/** Rejects with the AADSTS error that Entra would give. */
export async function authenticateClient(
  state: TenantState,
  application: Row,
  proof: ClientProof,
  clock: Clock,
): Promise<Method> {
  if (proof.assertion !== undefined) {
    await checkAssertion(application, proof, clock);
    return '2';
  }
  if (proof.secret === undefined) throw problem('EntraCredentialMissing');
  checkSecret(state, application, proof.clientId, proof.secret, clock);
  return '1';
}

function checkSecret(
  state: TenantState,
  application: Row,
  client: string,
  secret: string,
  clock: Clock,
): void {
  const hash = hashSecret(secret);
  const passwords = (application['passwordCredentials'] ?? []) as readonly StoredPassword[];
  const matching = passwords.filter(({ keyId }) => state.setting(secretSetting(keyId)) === hash);
  if (matching.length === 0) throw problem('EntraSecretWrong', { client });
  const now = clock.now();
  if (!matching.some(({ endDateTime }) => Date.parse(endDateTime) > now))
    throw problem('EntraSecretExpired', { client });
}

async function checkAssertion(application: Row, proof: ClientProof, clock: Clock): Promise<void> {
  const { assertion = '', clientId, audiences } = proof;
  const { header, claims } = read(assertion);
  const thumbprint = header['x5t#S256'] ?? header['x5t'] ?? '';
  if (claims.sub !== clientId || claims.iss !== clientId) throw problem('EntraAssertionSubject');
  const key = findKey(application, String(thumbprint), header['x5t#S256'] === undefined ? 'sha1' : 'sha256');
  const shown = Buffer.from(String(thumbprint), 'base64url').toString('hex').toUpperCase();
  if (key === undefined)
    throw problem('EntraAssertionKey', { reason: 'The key was not found.', thumbprint: shown });
  if (key.expires <= clock.now()) {
    throw problem('EntraAssertionKey', { reason: 'The key used is expired.', thumbprint: shown });
  }
  try {
    await jwtVerify(assertion, key.certificate.publicKey, {
      algorithms: ['PS256', 'RS256'],
      currentDate: new Date(clock.now()),
      clockTolerance: 300,
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      throw problem('EntraAssertionTime');
    throw problem('EntraAssertionKey', { reason: 'The signature does not match.', thumbprint: shown });
  }
  const named = [claims.aud ?? []].flat();
  if (!named.some((each) => audiences.includes(each))) throw problem('EntraAssertionAudience');
}

function read(assertion: string) {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch (error) {
    throw problem('EntraAssertionMalformed', {}, error);
  }
}

function findKey(
  application: Row,
  thumbprint: string,
  algorithm: 'sha1' | 'sha256',
): { certificate: X509Certificate; expires: number } | undefined {
  for (const credential of (application['keyCredentials'] ?? []) as readonly KeyCredential[]) {
    if (credential.key === undefined) continue;
    const der = Buffer.from(credential.key, 'base64');
    const digest = createHash(algorithm).update(der).digest();
    if (!digest.equals(Buffer.from(thumbprint, 'base64url'))) continue;
    const certificate = new X509Certificate(der);
    const ends = Math.min(
      Date.parse(certificate.validTo),
      Date.parse(credential.endDateTime ?? certificate.validTo),
    );
    return { certificate, expires: ends };
  }
  return undefined;
}
