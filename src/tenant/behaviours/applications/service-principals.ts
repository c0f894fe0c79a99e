import { problem } from '#kernel';

import { firstPartyApp, microsoftTenantId } from '../../facts/first-party-apps.ts';
import type { Context } from '../../odata/request.ts';
import { ownByCreator } from '../creator.ts';
import type { Hooks } from '../behaviour.ts';
import { keepPasswords, replaceKeys } from './credentials.ts';
import { readAppRoles, readScopes } from './entitlements.ts';
import { demandOwnPrincipal } from './managed-identities.ts';
import type { StoredKey, StoredPassword } from './stored.ts';
import { shownOfApplication } from './principal-state.ts';

const singleSignOnModes = ['password', 'saml', 'notSupported', 'oidc', 'none'];

/** Source: learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals. */
export const servicePrincipalHooks: Readonly<Record<string, Hooks>> = {
  servicePrincipal: {
    create(context, values, id) {
      const appId = String(values['appId']);
      if (context.state.idOf('servicePrincipal', 'appId', appId) !== undefined)
        throw problem('GraphPrincipalNameTaken', { name: appId });
      const shown = ofApplication(context, appId);
      check(values);
      ownByCreator(context, 'servicePrincipal.owners', id);
      return {
        accountEnabled: true,
        addIns: [],
        alternativeNames: [],
        appRoleAssignmentRequired: false,
        keyCredentials: [],
        notificationEmailAddresses: [],
        passwordCredentials: [],
        resourceSpecificApplicationPermissions: [],
        tags: [],
        ...shown,
        ...values,
        displayName: values['displayName'] ?? shown['appDisplayName'],
        servicePrincipalType: 'Application',
      };
    },
    update(context, row, values) {
      demandOwnPrincipal(row);
      check(values);
      const patch = { ...values };
      if (values['appId'] !== undefined && values['appId'] !== row['appId'])
        throw problem('GraphPropertyReadOnly', { property: 'appId' });
      if (values['appRoles'] !== undefined)
        patch['appRoles'] = readAppRoles(values['appRoles'], row['appRoles']);
      if (values['oauth2PermissionScopes'] !== undefined)
        patch['oauth2PermissionScopes'] = readScopes(
          values['oauth2PermissionScopes'],
          row['oauth2PermissionScopes'],
        );
      if (values['keyCredentials'] !== undefined)
        patch['keyCredentials'] = replaceKeys(
          context,
          values['keyCredentials'],
          (row['keyCredentials'] ?? []) as readonly StoredKey[],
          'ServicePrincipal',
        );
      if (values['passwordCredentials'] !== undefined)
        patch['passwordCredentials'] = keepPasswords(
          values['passwordCredentials'],
          (row['passwordCredentials'] ?? []) as readonly StoredPassword[],
        );
      return patch;
    },
    remove: (_context, row) => demandOwnPrincipal(row),
  },
};

/** Of an application of the tenant's own, or of one that Microsoft publishes. */
function ofApplication(context: Context, appId: string): Record<string, unknown> {
  const [application] = context.state.find('application', 'appId', appId);
  if (application !== undefined) {
    return {
      ...shownOfApplication(application),
      appOwnerOrganizationId: context.state.setting('tenant-id') ?? null,
    };
  }
  const known = firstPartyApp(appId);
  if (known === undefined) throw problem('GraphNoBackingApplication', { appId });
  return {
    appDisplayName: known.displayName,
    appOwnerOrganizationId: microsoftTenantId,
    appRoles: [],
    oauth2PermissionScopes: [],
    replyUrls: [],
    servicePrincipalNames: [known.appId],
    signInAudience: 'AzureADMultipleOrgs',
  };
}

function check(values: Readonly<Record<string, unknown>>): void {
  const mode = values['preferredSingleSignOnMode'];
  if (mode !== undefined && mode !== null && !singleSignOnModes.includes(String(mode)))
    throw problem('GraphPropertyInvalid', {
      property: 'preferredSingleSignOnMode',
      type: 'ServicePrincipal',
    });
}
