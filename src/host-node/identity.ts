import { problem, systemClock } from '#kernel';
import type { Identity } from '#runbook';

interface TokenAnswer {
  readonly access_token: string;
  /** Seconds since 1970. */
  readonly expires_on: string | number;
}

const renewBefore = 300_000;

/** Tokens from the job's identity endpoint, as App Service offers it (`2019-08-01`). Kept until shortly before they end. */
export function createIdentity(environment: Readonly<Record<string, string>>): Identity {
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  return {
    async token(resource, { clientId } = { clientId: '' }) {
      const name = `${clientId} ${resource}`;
      const known = kept.get(name);
      if (known !== undefined && known.until > systemClock.now()) return known.token;
      const { access_token: token, expires_on } = await ask(environment, resource, clientId);
      kept.set(name, { token, until: Number(expires_on) * 1_000 - renewBefore });
      return token;
    },
  };
}

async function ask(
  environment: Readonly<Record<string, string>>,
  resource: string,
  clientId: string,
): Promise<TokenAnswer> {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = environment;
  if (endpoint === undefined || header === undefined) {
    throw problem('NoIdentity', { resource, reason: 'this job has no identity endpoint.' });
  }
  const url = new URL(endpoint);
  url.searchParams.set('api-version', '2019-08-01');
  url.searchParams.set('resource', resource);
  if (clientId !== '') url.searchParams.set('client_id', clientId);
  const response = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header } });
  const text = await response.text();
  if (!response.ok)
    throw problem('NoIdentity', { resource, reason: `${response.status} ${text.slice(0, 500)}` });
  return JSON.parse(text) as TokenAnswer;
}
