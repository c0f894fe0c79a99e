import type { SigningKey } from './signing-key.ts';

/** OpenID configuration of the older (`v1`) or newer (`v2`) endpoint, with links on the host that was asked. */
export function openidConfiguration(
  origin: string,
  tenantId: string,
  version: 'v1' | 'v2',
): Record<string, unknown> {
  const at = `${origin}/${tenantId}`;
  const [oauth, keys, issuer] =
    version === 'v2'
      ? [`${at}/oauth2/v2.0`, `${at}/discovery/v2.0/keys`, `${at}/v2.0`]
      : [`${at}/oauth2`, `${at}/discovery/keys`, `https://sts.windows.net/${tenantId}/`];
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    jwks_uri: keys,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'oid', 'tid', 'ver', 'appid', 'roles'],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    msgraph_host: 'graph.microsoft.com',
  };
}

/** Answers MSAL's question which hosts belong together: this one, to itself. */
export function instanceDiscovery(origin: string, tenantId: string): Record<string, unknown> {
  const host = new URL(origin).host;
  return {
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

export function keySet(key: SigningKey): { keys: readonly unknown[] } {
  return { keys: [key.jwk] };
}
