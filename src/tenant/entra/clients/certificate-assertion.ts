import { X509Certificate, createHash } from 'node:crypto';

import {
  type JWTPayload,
  type ProtectedHeaderParameters,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
} from 'jose';

import { type Clock, problem } from '#kernel';

import { installationTag } from '../../seed/facts.ts';
import type { Row } from '../../state/columns.ts';

interface KeyCredential {
  readonly type?: string;
  readonly usage?: string;
  /** DER in base64. */
  readonly key?: string;
  readonly startDateTime?: string;
  readonly endDateTime?: string;
}

export interface Assertion {
  readonly text: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: JWTPayload;
}

export function readAssertion(text: string): Assertion {
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) };
  } catch (error) {
    throw problem('EntraAssertionMalformed', {}, error);
  }
}

/**
 * A JWT that the client signed about itself (RS256 with `x5t` or PS256 with `x5t#S256`). The certificate is known by its
 * thumbprint, never by what the JWT brings along: trust by subject name and issuer (`x5c` alone) is for Microsoft's own
 * applications only.
 */
export async function checkCertificateAssertion(
  application: Row,
  { clientId, audiences }: { readonly clientId: string; readonly audiences: readonly string[] },
  { text, header, claims }: Assertion,
  { clock, outside }: { readonly clock: Clock; readonly outside: Clock },
): Promise<void> {
  const sha256 = header['x5t#S256'] !== undefined;
  const thumbprint = String(header['x5t#S256'] ?? header['x5t'] ?? '');
  if (claims.sub !== clientId || claims.iss !== clientId) throw problem('EntraAssertionSubject');
  const key = findKey(application, thumbprint, sha256 ? 'sha256' : 'sha1');
  const shown = Buffer.from(thumbprint, 'base64url').toString('hex').toUpperCase();
  const refuse = (reason: string) => problem('EntraAssertionKey', { reason, thumbprint: shown });
  if (key === undefined) throw refuse('The key was not found.');
  // The command line's own key is good whatever the tenant's clock says: it is what puts the clock right again.
  const now = isInstallation(application) ? outside.now() : clock.now();
  if (key.expires <= now) throw refuse('The key used is expired.');
  if (key.begins > now + tolerance * 1000) throw refuse('The key used is not yet valid.');
  try {
    await jwtVerify(text, key.certificate.publicKey, {
      algorithms: ['PS256', 'RS256'],
      currentDate: new Date(outside.now()),
      clockTolerance: tolerance,
      requiredClaims: ['exp'],
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      throw problem('EntraAssertionTime');
    throw refuse('The signature does not match.');
  }
  const named = [claims.aud ?? []].flat();
  if (!named.some((each) => audiences.includes(each))) throw problem('EntraAssertionAudience');
}

function isInstallation(application: Row): boolean {
  return ((application['tags'] ?? []) as readonly string[]).includes(installationTag);
}

/** Seconds by which clocks may differ. */
const tolerance = 300;

function findKey(
  application: Row,
  thumbprint: string,
  algorithm: 'sha1' | 'sha256',
): { certificate: X509Certificate; begins: number; expires: number } | undefined {
  for (const credential of (application['keyCredentials'] ?? []) as readonly KeyCredential[]) {
    if (credential.key === undefined || credential.usage === 'Sign') continue;
    const der = Buffer.from(credential.key, 'base64');
    const digest = createHash(algorithm).update(der).digest();
    if (!digest.equals(Buffer.from(thumbprint, 'base64url'))) continue;
    const certificate = new X509Certificate(der);
    const { validFrom, validTo } = certificate;
    return {
      certificate,
      begins: Math.max(Date.parse(validFrom), Date.parse(credential.startDateTime ?? validFrom)),
      expires: Math.min(Date.parse(validTo), Date.parse(credential.endDateTime ?? validTo)),
    };
  }
  return undefined;
}
