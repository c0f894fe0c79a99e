import { type Lifespan, isGood, problem, systemClock } from '#kernel';
import type { Identity } from '#runbook';

interface TokenAnswer {
  readonly access_token: string;
  /** Seconds since 1970. */
  readonly expires_on: string | number;
}

const renewBefore = 300_000;

/** Tokens from the job's identity endpoint, as App Service offers it (`2019-08-01`). Kept until shortly before they end. */
export function createIdentity(environment: Readonly<Record<string, string>>): Identity {
  const kept = new Map<string, Lifespan & { readonly token: string }>();
  return {
    async token(resource, { clientId = '', renew = false } = {}) {
      const name = `${clientId} ${resource}`;
      const known = kept.get(name);
      const asked = systemClock.now();
      if (!renew && known !== undefined && isGood(known, asked)) return known.token;
      const query = {
        resource,
        ...(clientId !== '' && { client_id: clientId }),
        ...(renew && { bypass_cache: 'true' }),
      };
      const { access_token: token, expires_on } = await ask(environment, query);
      const from = Math.max(asked, systemClock.now());
      kept.set(name, { token, from, until: Number(expires_on) * 1_000 - renewBefore });
      return token;
    },
  };
}

async function ask(
  environment: Readonly<Record<string, string>>,
  query: { readonly resource: string },
): Promise<TokenAnswer> {
  const { resource } = query;
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = environment;
  if (endpoint === undefined || header === undefined) {
    throw problem('NoIdentity', { resource, reason: 'this job has no identity endpoint.' });
  }
  const url = new URL(endpoint);
  url.search = new URLSearchParams({ 'api-version': '2019-08-01', ...query }).toString();
  const response = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header } });
  const text = await response.text();
  if (!response.ok)
    throw problem('NoIdentity', { resource, reason: `${response.status} ${text.slice(0, 500)}` });
  return JSON.parse(text) as TokenAnswer;
}
