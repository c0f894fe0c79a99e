import { problem } from '#kernel';

import { addressOf } from '../address.ts';
import { demandClient } from '../clients/client.ts';
import type { EntraContext } from '../entra-context.ts';
import { demandRedirect } from './redirects.ts';
import type { WebRequest } from './web.ts';

/** An administrator is asked to consent for everybody. */
export interface AdminConsentRequest {
  readonly kind: 'adminConsent';
  readonly tenant: string;
  readonly version: 'v1' | 'v2';
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string | undefined;
  /** The newer endpoint may name scopes; without, all that the registration lists. */
  readonly scope?: string | undefined;
}

/** Source: learn.microsoft.com/entra/identity-platform/v2-admin-consent. */
export function readAdminConsent({ state }: EntraContext, web: WebRequest): AdminConsentRequest {
  const { parameters, tenant, version } = web;
  const address = addressOf(state, tenant);
  const clientId = parameters.get('client_id') ?? '';
  if (clientId === '') throw problem('EntraParameterMissing', { parameter: 'client_id' });
  const { application } = demandClient(state, clientId, address.tenantId);
  const { uri } = demandRedirect(application, parameters.get('redirect_uri'));
  return {
    kind: 'adminConsent',
    tenant,
    version,
    clientId,
    redirectUri: uri,
    state: parameters.get('state') ?? undefined,
    scope: version === 'v2' ? (parameters.get('scope') ?? undefined) : undefined,
  };
}
