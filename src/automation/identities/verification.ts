import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { type Agent, fetch } from 'undici';

import { type Clock, problem } from '#kernel';

/**
 * Looks at tokens that the directory signed for somebody, by the keys that its own discovery document names: asked for once, and
 * again when that failed.
 */
export function createVerification(options: {
  /** `https://login.microsoftonline.com/<tenant>`. */
  readonly authority: string;
  readonly agent: Agent;
  readonly clock: Clock;
}): (token: string, audience: string) => Promise<Readonly<Record<string, unknown>>> {
  const { authority, agent, clock } = options;
  let discovered: ReturnType<typeof discover> | undefined;

  async function discover() {
    const documents = await Promise.all(
      ['', '/v2.0'].map(async (version) => {
        const address = `${authority}${version}/.well-known/openid-configuration`;
        const answer = await fetch(address, { dispatcher: agent });
        return (await answer.json()) as { issuer: string; jwks_uri: string };
      }),
    );
    const fetchKeys = (url: string, init: object) => fetch(url, { ...init, dispatcher: agent });
    return {
      issuer: documents.map(({ issuer }) => issuer),
      keys: createRemoteJWKSet(new URL(documents[0]!.jwks_uri), {
        [customFetch]: fetchKeys as unknown as typeof globalThis.fetch,
      }),
    };
  }

  return async (token, audience) => {
    discovered ??= discover();
    const { issuer, keys } = await discovered.catch((error: unknown) => {
      discovered = undefined;
      throw problem('DirectoryUnavailable', { origin: new URL(authority).origin }, error);
    });
    const expected = { issuer, audience, algorithms: ['RS256'], clockTolerance: 60 };
    try {
      return (await jwtVerify(token, keys, { ...expected, currentDate: new Date(clock.now()) })).payload;
    } catch (error) {
      throw problem('DirectoryRefused', { detail: 'a token is not what it says it is' }, error);
    }
  };
}
