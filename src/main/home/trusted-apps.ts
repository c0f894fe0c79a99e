import type { TrustedApp } from '#tenant';

import type { Installation } from './prepare.ts';

/** What the control plane may do in the directory: make identities for accounts, and nothing else. */
const controlPlaneRoles = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];
/** What a person at the command line may look at in the embedded tenant. */
const cliRoles = ['User.Read.All', 'Group.Read.All', 'Organization.Read.All', 'Application.Read.All'];

/** The applications that the tenant of a home trusts from its first moment. */
export function trustedApps(
  installation: Pick<Installation, 'controlPlaneClientId' | 'cliClientId'>,
  controlPlanePem: string,
  cliPem: string,
  portal: { readonly clientId: string; readonly certificatePem: string },
): TrustedApp[] {
  const graph = (roles: readonly string[]) =>
    roles.map((role) => ({ resource: 'https://graph.microsoft.com', role }));
  const manage = [{ resource: 'api://tenantry-tenant', role: 'Tenant.Manage' }];
  return [
    {
      clientId: installation.controlPlaneClientId,
      displayName: 'Tenantry control plane',
      certificatePem: controlPlanePem,
      roles: [...graph(controlPlaneRoles), ...manage],
    },
    {
      clientId: installation.cliClientId,
      displayName: 'Tenantry command line',
      certificatePem: cliPem,
      roles: [...graph(cliRoles), ...manage],
    },
    {
      clientId: portal.clientId,
      certificatePem: portal.certificatePem,
      displayName: 'Tenantry portal',
      roles: [],
      // It calls the API as whoever signed in to it: nobody is asked to agree to that.
      delegated: [
        {
          resource: 'https://management.azure.com',
          scopes: ['user_impersonation', 'openid', 'profile', 'offline_access'],
        },
      ],
    },
  ];
}
