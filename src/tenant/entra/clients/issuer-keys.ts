import { type JSONWebKeySet, type JWTVerifyGetKey, createLocalJWKSet } from 'jose';
import { Agent, request } from 'undici';

import { type Clock, problem } from '#kernel';

/** Public keys of foreign OIDC issuers, fetched when first asked for and kept for a while. */
export interface IssuerKeys {
  of(issuer: string): Promise<JWTVerifyGetKey>;
  /** Lets the next question fetch anew; false when the keys are too fresh for that. */
  forget(issuer: string): boolean;
  close(): Promise<void>;
}

export interface IssuerKeysOptions {
  readonly clock: Clock;
  /** PEM of authorities that are trusted beside the system's: for issuers of the same installation and of tests. */
  readonly ca?: string | undefined;
}

const keptMilliseconds = 10 * 60 * 1000;
/** A stranger's unknown key makes us ask an issuer no more often than this. */
const freshMilliseconds = 30 * 1000;
const mostBytes = 256 * 1024;
const mostKeys = 100;
const mostIssuers = 200;
const timeout = 5_000;

export function createIssuerKeys({ clock, ca }: IssuerKeysOptions): IssuerKeys {
  const agent = new Agent({
    connect: { timeout, ...(ca !== undefined && { ca }) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connections: 4,
  });
  const known = new Map<string, { at: number; keys: Promise<JWTVerifyGetKey> }>();

  async function load(issuer: string): Promise<JWTVerifyGetKey> {
    const configuration = await fetchJson(
      agent,
      `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    );
    if (configuration['issuer'] !== issuer)
      throw problem('EntraFederationKeys', { detail: 'The configuration names another issuer.' });
    const keys = await fetchJson(agent, String(configuration['jwks_uri']));
    if (!Array.isArray(keys['keys']) || keys['keys'].length > mostKeys)
      throw problem('EntraFederationKeys', { detail: 'The key set has no list of keys, or too many.' });
    return createLocalJWKSet(keys as unknown as JSONWebKeySet);
  }

  return {
    of(issuer) {
      const before = known.get(issuer);
      if (before !== undefined && clock.now() - before.at < keptMilliseconds) return before.keys;
      if (known.size >= mostIssuers) known.clear();
      const keys = load(issuer);
      known.set(issuer, { at: clock.now(), keys });
      keys.catch(() => known.delete(issuer));
      return keys;
    },
    forget(issuer) {
      const before = known.get(issuer);
      if (before === undefined || clock.now() - before.at < freshMilliseconds) return false;
      return known.delete(issuer);
    },
    close: () => agent.close(),
  };
}

/** One GET over https (or to this machine), without redirects, of a size and time that are bounded. */
async function fetchJson(agent: Agent, url: string): Promise<Record<string, unknown>> {
  const refuse = (detail: string, cause?: unknown) => problem('EntraFederationKeys', { detail }, cause);
  if (!isFetchable(url)) throw refuse('An issuer and its keys are at https addresses.');
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeout * 2),
    });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of body as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > mostBytes) throw refuse('The answer is too large.');
      parts.push(part);
    }
    if (statusCode !== 200) throw refuse(`The answer has status ${statusCode}.`);
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && error.name === 'TenantryError') throw error;
    throw refuse('The address cannot be reached or answers no JSON.', error);
  }
}

function isFetchable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
