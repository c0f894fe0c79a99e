import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

export const graphAppId = '00000003-0000-0000-c000-000000000000';
export const tenantryAppId = '7e0a9a7f-5f3d-4b8e-9f0a-7443000074f4';

/** Resources that go by several names: what clients write in a scope, with or without the slash at the end. */
const aliases: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': graphAppId,
  'https://management.azure.com': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://management.core.windows.net': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://outlook.office365.com': '00000002-0000-0ff1-ce00-000000000000',
  'https://outlook.office.com': '00000002-0000-0ff1-ce00-000000000000',
  'api://tenantry-tenant': tenantryAppId,
};

export interface Resource {
  readonly principal: Row;
  /** As the client wrote it, without a slash at the end: becomes `aud`. */
  readonly audience: string;
  readonly isGraph: boolean;
}

/** By identifier URI, by application id, or by this tenant's own origin (which is Graph's, as custom clouds have it). */
export function findResource(state: TenantState, asked: string, origin: string): Resource | undefined {
  const audience = asked.replace(/\/+$/, '');
  const appId = audience === origin ? graphAppId : (aliases[audience.toLowerCase()] ?? audience);
  const [principal] = state.find('servicePrincipal', 'appId', appId);
  const found = principal ?? byIdentifierUri(state, audience);
  if (found === undefined) return undefined;
  return { principal: found, audience, isGraph: found['appId'] === graphAppId };
}

function byIdentifierUri(state: TenantState, uri: string): Row | undefined {
  const [application] = state.select(
    'select "appId" from e_application where exists (select 1 from json_each("identifierUris") where value = ?)',
    [uri],
  );
  return application === undefined
    ? undefined
    : state.find('servicePrincipal', 'appId', String(application['appId']))[0];
}
