import { problem } from '#kernel';

import { discard } from '../../odata/deleted-items.ts';
import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import { ownByCreator } from '../creator.ts';
import type { Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';
import { demandIdentifierUris, demandRedirects } from './addresses.ts';
import { keepPasswords, replaceKeys } from './credentials.ts';
import { demandDistinct, readAppRoles, readScopes } from './entitlements.ts';
import type { StoredKey, StoredPassword } from './stored.ts';
import { syncPrincipal } from './principal-state.ts';

/** Source: learn.microsoft.com/graph/api/resources/application, `signInAudience`. */
const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

const none = {
  addIns: [],
  appRoles: [],
  identifierUris: [],
  requiredResourceAccess: [],
  tags: [],
  signInAudience: 'AzureADMyOrg',
  keyCredentials: [],
  passwordCredentials: [],
  info: {
    termsOfServiceUrl: null,
    supportUrl: null,
    privacyStatementUrl: null,
    marketingUrl: null,
    logoUrl: null,
  },
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
};

const noApi = {
  acceptMappedClaims: null,
  knownClientApplications: [],
  requestedAccessTokenVersion: null,
  oauth2PermissionScopes: [],
  preAuthorizedApplications: [],
};

const noWeb = {
  homePageUrl: null,
  logoutUrl: null,
  redirectUris: [],
  implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
  redirectUriSettings: [],
};

type Values = Record<string, unknown>;

export const applicationHooks: Readonly<Record<string, Hooks>> = {
  application: {
    create(context, values, id) {
      if (listOf(values['passwordCredentials']).length > 0)
        throw problem('GraphNotEmulated', { operation: 'creating an application with passwordCredentials' });
      if (values['uniqueName'] !== undefined && values['uniqueName'] !== null)
        demandUniqueName(context, String(values['uniqueName']), id);
      const appId = context.newId();
      ownByCreator(context, 'application.owners', id);
      const checked = check(context, { ...none, ...values }, { id, appId }, undefined);
      return {
        ...checked,
        api: { ...noApi, ...(checked['api'] as object | undefined) },
        web: { ...noWeb, ...(checked['web'] as object | undefined) },
        spa: { redirectUris: [], ...(checked['spa'] as object | undefined) },
        publicClient: { redirectUris: [], ...(checked['publicClient'] as object | undefined) },
        appId,
        createdDateTime: instant(context),
        publisherDomain: context.state.all('domain').find((each) => each['isDefault'] === true)?.id ?? null,
      };
    },
    update(context, row, values) {
      if (values['uniqueName'] !== undefined && values['uniqueName'] !== row['uniqueName'])
        throw problem('GraphPropertyReadOnly', { property: 'uniqueName' });
      const patch = check(context, values, { id: row.id, appId: String(row['appId']) }, row);
      syncPrincipal(context.state, { ...row, ...patch });
      return patch;
    },
    remove(context, row) {
      // The application's own service principal goes with it, and what it was granted.
      for (const principal of context.state.find('servicePrincipal', 'appId', String(row['appId'])))
        discard(context, 'servicePrincipal', principal);
    },
  },
};

/** What a create or a change may say. Complex values are merged member by member, as Graph does. */
function check(
  context: Context,
  values: Values,
  { id, appId }: { readonly id: string; readonly appId: string },
  row: Row | undefined,
): Values {
  const patch: Values = { ...values };
  for (const name of ['api', 'web', 'spa', 'publicClient', 'info'])
    if (values[name] !== undefined && values[name] !== null)
      patch[name] = { ...(row?.[name] as object | undefined), ...(values[name] as object) };
  if (values['displayName'] !== undefined && String(values['displayName']).length > 256)
    throw invalid('displayName');
  if (values['signInAudience'] !== undefined && !audiences.includes(String(values['signInAudience'])))
    throw invalid('signInAudience');
  for (const platform of ['web', 'spa', 'publicClient'] as const) demandRedirects(platform, patch[platform]);
  checkEntitlements(patch, row);
  const api = (patch['api'] ?? row?.['api']) as { requestedAccessTokenVersion?: unknown } | null | undefined;
  if (values['identifierUris'] !== undefined)
    demandIdentifierUris(context, listOf(values['identifierUris']) as string[], {
      id,
      appId,
      tokenVersion: api?.requestedAccessTokenVersion,
    });
  if (values['keyCredentials'] !== undefined)
    patch['keyCredentials'] = replaceKeys(
      context,
      values['keyCredentials'],
      listOf(row?.['keyCredentials']) as StoredKey[],
      'Application',
    );
  if (values['passwordCredentials'] !== undefined)
    patch['passwordCredentials'] = keepPasswords(
      values['passwordCredentials'],
      listOf(row?.['passwordCredentials']) as StoredPassword[],
    );
  return patch;
}

function checkEntitlements(patch: Values, row: Row | undefined): void {
  const apiBefore = row?.['api'] as { oauth2PermissionScopes?: unknown } | null | undefined;
  const api = patch['api'] as { oauth2PermissionScopes?: unknown } | null | undefined;
  const roles =
    patch['appRoles'] === undefined ? row?.['appRoles'] : readAppRoles(patch['appRoles'], row?.['appRoles']);
  const scopes =
    api?.oauth2PermissionScopes === undefined
      ? apiBefore?.oauth2PermissionScopes
      : readScopes(api.oauth2PermissionScopes, apiBefore?.oauth2PermissionScopes);
  if (patch['appRoles'] !== undefined) patch['appRoles'] = roles;
  if (api?.oauth2PermissionScopes !== undefined) patch['api'] = { ...api, oauth2PermissionScopes: scopes };
  demandDistinct(listOf(roles) as { id: unknown }[], listOf(scopes) as { id: unknown }[]);
}

function demandUniqueName(context: Context, uniqueName: string, id: string): void {
  const taken = context.state.idOf('application', 'uniqueName', uniqueName);
  if (taken !== undefined && taken !== id) throw problem('GraphDuplicate', { property: 'uniqueName' });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function invalid(property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: 'Application' });
}
