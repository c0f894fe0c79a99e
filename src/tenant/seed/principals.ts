import { X509Certificate } from 'node:crypto';

import { type Dice, dice, problem } from '#kernel';

import { packed } from '../behaviours/applications/grants.ts';
import { graphAppId, tenantryAppId, tenantryUri } from '../entra/resources.ts';
import type { TenantState } from '../state/state.ts';
import { installationTag } from './facts.ts';
import { graphAppRoles } from './graph-app-roles.ts';
import { type KnownIds, idOf } from './known-ids.ts';
import { graphDelegatedScopes } from './graph-delegated-scopes.ts';

/** An application that the tenant trusts from its first moment: its key is known and its roles are consented to. */
export interface TrustedApp {
  readonly clientId: string;
  readonly displayName: string;
  readonly certificatePem: string;
  /** `resource` by identifier (`https://graph.microsoft.com`), `role` by value. */
  readonly roles: readonly { readonly resource: string; readonly role: string }[];
  /** What it may do for whoever signs in to it, consented to for everybody. */
  readonly delegated?: readonly { readonly resource: string; readonly scopes: readonly string[] }[];
}

interface ResourceFacts {
  readonly appId: string;
  readonly displayName: string;
  readonly names: readonly string[];
  readonly roles: readonly (readonly [value: string, id: string])[];
  readonly scopes?: readonly (readonly [value: string, id: string, consent: 'user' | 'admin'])[];
}

const resources: readonly ResourceFacts[] = [
  {
    appId: graphAppId,
    displayName: 'Microsoft Graph',
    names: ['https://graph.microsoft.com'],
    roles: graphAppRoles,
    scopes: graphDelegatedScopes,
  },
  {
    appId: '00000002-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 Exchange Online',
    names: ['https://outlook.office365.com'],
    roles: [['Exchange.ManageAsApp', 'dc50a0fb-09a3-484d-be87-e023b12c6440']],
  },
  {
    appId: '00000003-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 SharePoint Online',
    names: [],
    roles: [['Sites.FullControl.All', '678536fe-1083-478a-9c59-b99265e6b0d3']],
  },
  {
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    displayName: 'Windows Azure Service Management API',
    names: ['https://management.azure.com', 'https://management.core.windows.net'],
    roles: [],
    scopes: [['user_impersonation', '41094075-9dad-400e-a0bd-54e686782033', 'user']],
  },
  {
    appId: tenantryAppId,
    displayName: 'Tenantry embedded tenant',
    names: [tenantryUri],
    roles: [['Tenant.Manage', '3d0cf5b5-4c1c-49a2-8a2b-7443744474ab']],
  },
];

/** Microsoft's own service principals, which every tenant has, and ours. */
export function seedResources(state: TenantState, dice: Dice, known?: KnownIds): void {
  for (const { appId, displayName, names, roles, scopes = [] } of resources) {
    state.insert('servicePrincipal', {
      id: idOf(known, 'servicePrincipal', appId, dice),
      accountEnabled: true,
      appId,
      appDisplayName: displayName,
      appRoleAssignmentRequired: false,
      appRoles: roles.map(([value, id]) => ({
        id,
        value,
        allowedMemberTypes: ['Application'],
        displayName: value,
        description: value,
        isEnabled: true,
        origin: 'Application',
      })),
      displayName,
      oauth2PermissionScopes: scopes.map(([value, id, consent]) => ({
        id,
        value,
        type: consent === 'admin' ? 'Admin' : 'User',
        adminConsentDisplayName: value,
        adminConsentDescription: value,
        userConsentDisplayName: value,
        userConsentDescription: value,
        isEnabled: true,
      })),
      servicePrincipalNames: [appId, ...names],
      servicePrincipalType: 'Application',
      tags: [],
    });
  }
}

/** An application with its service principal. */
export function seedApplication(
  state: TenantState,
  dice: Dice,
  app: { readonly clientId: string; readonly displayName: string; readonly certificatePem?: string },
  now: string,
  known?: KnownIds,
): string {
  const certificate = app.certificatePem === undefined ? undefined : new X509Certificate(app.certificatePem);
  state.insert('application', {
    id: idOf(known, 'application', app.clientId, dice),
    appId: app.clientId,
    createdDateTime: now,
    displayName: app.displayName,
    identifierUris: [],
    keyCredentials:
      certificate === undefined
        ? []
        : [
            {
              keyId: dice.id(),
              type: 'AsymmetricX509Cert',
              usage: 'Verify',
              displayName: certificate.subject,
              key: certificate.raw.toString('base64'),
              endDateTime: new Date(certificate.validTo).toISOString(),
            },
          ],
    passwordCredentials: [],
    signInAudience: 'AzureADMyOrg',
    tags: certificate === undefined ? [] : [installationTag],
  });
  const id = idOf(known, 'servicePrincipal', app.clientId, dice);
  state.insert('servicePrincipal', {
    id,
    accountEnabled: true,
    appId: app.clientId,
    appDisplayName: app.displayName,
    appRoleAssignmentRequired: false,
    appRoles: [],
    displayName: app.displayName,
    servicePrincipalNames: [app.clientId],
    servicePrincipalType: 'Application',
    tags: [],
  });
  return id;
}

export function seedTrustedApp(
  state: TenantState,
  dice: Dice,
  app: TrustedApp,
  now: string,
  known?: KnownIds,
): void {
  const principalId = seedApplication(state, dice, app, now, known);
  for (const { resource, role } of app.roles)
    grantRole(state, dice, { principalId, displayName: app.displayName }, resource, role, now);
  for (const { resource, scopes } of app.delegated ?? []) {
    const facts = resources.find(({ names }) => names.includes(resource));
    const [target] = facts === undefined ? [] : state.find('servicePrincipal', 'appId', facts.appId);
    if (target === undefined) throw problem('GraphAppRoleUnknown');
    state.insert('oAuth2PermissionGrant', {
      id: packed(principalId, target.id),
      clientId: principalId,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: target.id,
      scope: scopes.join(' '),
    });
  }
}

/** Those of a newer version that the tenant of an older one does not have yet. */
export function addMissingApps(state: TenantState, apps: readonly TrustedApp[], now: string): void {
  for (const app of apps) {
    if (state.find('application', 'appId', app.clientId).length > 0) continue;
    state.transaction(() => seedTrustedApp(state, dice(`${now} ${app.clientId}`), app, now));
  }
}

export function grantRole(
  state: TenantState,
  dice: Dice,
  principal: { readonly principalId: string; readonly displayName: string },
  resource: string,
  role: string,
  now: string,
): void {
  const facts = resources.find(({ names }) => names.includes(resource));
  const appRoleId = facts?.roles.find(([value]) => value === role)?.[1];
  const [target] = facts === undefined ? [] : state.find('servicePrincipal', 'appId', facts.appId);
  if (target === undefined || appRoleId === undefined) throw problem('GraphAppRoleUnknown');
  state.insert('appRoleAssignment', {
    id: dice.id(),
    appRoleId,
    createdDateTime: now,
    principalDisplayName: principal.displayName,
    principalId: principal.principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: target['displayName'],
    resourceId: target.id,
  });
}
