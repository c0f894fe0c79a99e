import { problem } from '#kernel';

import { type Address, personalTenantId } from './address.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * OpenID configuration of the older (`v1`) or newer (`v2`) endpoint, with links on the host that was asked. A tenant's
 * issuer has its id, whichever of its names was asked for; the shared addresses have a placeholder instead.
 */
export function openidConfiguration(
  origin: string,
  address: Address,
  version: 'v1' | 'v2',
): Record<string, unknown> {
  const { segment, issuerId } = namesOf(address);
  const at = `${origin}/${segment}`;
  const [oauth, keys, issuer, userinfo] =
    version === 'v2'
      ? [
          `${at}/oauth2/v2.0`,
          `${at}/discovery/v2.0/keys`,
          `${origin}/${issuerId}/v2.0`,
          `${origin}/oidc/userinfo`,
        ]
      : [
          `${at}/oauth2`,
          `${origin}/common/discovery/keys`,
          `https://sts.windows.net/${issuerId}/`,
          `${at}/openid/userinfo`,
        ];
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: keys,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer,
    request_uri_parameter_supported: false,
    userinfo_endpoint: userinfo,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: claims,
    tenant_region_scope: address.kind === 'tenant' ? 'EU' : null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
}

const claims = (
  'sub iss cloud_instance_name cloud_instance_host_name cloud_graph_host_name msgraph_host aud exp iat auth_time acr ' +
  'nonce preferred_username name tid ver at_hash c_hash email'
).split(' ');

function namesOf({ kind, tenantId }: Address): { segment: string; issuerId: string } {
  if (kind === 'tenant') return { segment: tenantId, issuerId: tenantId };
  if (kind === 'consumers') return { segment: kind, issuerId: personalTenantId };
  return { segment: kind, issuerId: '{tenantid}' };
}

const microsoftHosts = new Set([
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
]);

/**
 * Answers MSAL's question which hosts belong together: this one, to itself. A client whose authority is this host asks
 * here as well as at Microsoft; any host that is neither is refused, as there.
 */
export function instanceDiscovery(
  origin: string,
  tenantId: string,
  asked: string | null,
): Record<string, unknown> {
  const host = new URL(origin).host;
  const authority = hostOf(asked) ?? host;
  if (authority !== host && !microsoftHosts.has(authority)) throw problem('EntraInstanceUnknown');
  const segment = new URL(asked ?? origin).pathname.split('/')[1] || tenantId;
  return {
    tenant_discovery_endpoint: `${origin}/${segment}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

function hostOf(url: string | null): string | undefined {
  if (url === null) return undefined;
  if (!URL.canParse(url)) throw problem('EntraInstanceUnknown');
  return new URL(url).host;
}

export function keySet(key: SigningKey, issuer: string): { keys: readonly unknown[] } {
  return { keys: [{ ...key.jwk, issuer }] };
}
