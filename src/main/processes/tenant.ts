import { readFile } from 'node:fs/promises';

import { demoLeaver, startTenant } from '#tenant';

import { homeLayout } from '../home/layout.ts';
import { trustedApps } from '../home/trusted-apps.ts';
import { runProcess } from './run-process.ts';

runProcess(async (settings, logger) => {
  const home = homeLayout(settings.home);
  const { installation } = settings;
  const [key, cert, controlPlanePem, cliPem, portalPem, portalClient] = await Promise.all([
    readFile(`${home.server}.key`, 'utf8'),
    readFile(`${home.server}.pem`, 'utf8'),
    readFile(`${home.controlPlaneApp}.pem`, 'utf8'),
    readFile(`${home.cliApp}.pem`, 'utf8'),
    readFile(`${home.portalApp}.pem`, 'utf8'),
    readFile(home.portalClient, 'utf8'),
  ]);
  const tenant = await startTenant({
    directory: home.tenants,
    tls: { key, cert },
    port: settings.tenantPort,
    // A rehearsal has to meet what production would.
    limits: 'documented',
    logger,
    trustedApps: trustedApps(installation, controlPlanePem, cliPem, {
      clientId: portalClient.trim(),
      certificatePem: portalPem,
    }),
  });
  return {
    facts: { origin: tenant.origin, tenantId: tenant.tenantId, demoLeaver },
    stop: () => tenant.close(),
  };
});
