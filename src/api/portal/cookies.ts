import type { FastifyRequest } from 'fastify';

import { originOf } from '../http/routes.ts';
import type { SignInAttempt } from './oidc.ts';

type Kind = 'session' | 'sign-in';

/**
 * Read over TLS only, by this host only, never by scripts. Browsers give a host's cookies to all of its ports, so the port is
 * part of the name: two systems on one machine do not sign each other out.
 */
function nameOf(kind: Kind, request: FastifyRequest): string {
  return `__Host-tenantry-${kind}-${new URL(originOf(request)).port || '443'}`;
}

export function readCookie(kind: Kind, request: FastifyRequest): string | undefined {
  const name = `${nameOf(kind, request)}=`;
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(name))?.slice(name.length);
}

/**
 * The session goes with nothing that another site begins (Strict). What is remembered while somebody is at the issuer has to
 * come along when the issuer, another site, sends him back (Lax).
 */
export function cookie(kind: Kind, request: FastifyRequest, value: string, maxAge: number): string {
  const site = kind === 'session' ? 'Strict' : 'Lax';
  return `${nameOf(kind, request)}=${value}; Path=/; Secure; HttpOnly; SameSite=${site}; Max-Age=${maxAge}`;
}

export interface KeptAttempt extends SignInAttempt {
  /** A path of the portal. */
  readonly to: string;
}

export function writeAttempt(attempt: KeptAttempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url');
}

export function readAttempt(text: string | undefined): KeptAttempt | undefined {
  try {
    const attempt = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as KeptAttempt;
    return typeof attempt.state === 'string' ? attempt : undefined;
  } catch {
    return undefined;
  }
}
