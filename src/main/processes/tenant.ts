import { readFile } from 'node:fs/promises';

import { demoLeaver, startTenant } from '#tenant';

import { homeLayout } from '../home/layout.ts';
import { runProcess } from './run-process.ts';

/** What the control plane may do in the directory: make identities for accounts, and nothing else. */
const controlPlaneRoles = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];
/** What a person at the command line may look at in the embedded tenant. */
const cliRoles = ['User.Read.All', 'Group.Read.All', 'Organization.Read.All', 'Application.Read.All'];

runProcess(async (settings, logger) => {
  const home = homeLayout(settings.home);
  const { installation } = settings;
  const [key, cert, controlPlanePem, cliPem] = await Promise.all([
    readFile(`${home.server}.key`, 'utf8'),
    readFile(`${home.server}.pem`, 'utf8'),
    readFile(`${home.controlPlaneApp}.pem`, 'utf8'),
    readFile(`${home.cliApp}.pem`, 'utf8'),
  ]);
  const graph = (roles: readonly string[]) =>
    roles.map((role) => ({ resource: 'https://graph.microsoft.com', role }));
  const manage = [{ resource: 'api://tenantry-tenant', role: 'Tenant.Manage' }];
  const tenant = await startTenant({
    directory: home.tenants,
    tls: { key, cert },
    port: settings.tenantPort,
    // A rehearsal has to meet what production would.
    limits: 'documented',
    logger,
    trustedApps: [
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
    ],
  });
  return {
    facts: { origin: tenant.origin, tenantId: tenant.tenantId, demoLeaver },
    stop: () => tenant.close(),
  };
});
