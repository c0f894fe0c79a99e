import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { startWorker } from '#worker';
import { createLinkClient } from '#worker-link';

import { homeLayout, packageRoot } from '../home/layout.ts';
import { runProcess } from './run-process.ts';

runProcess(async (settings, logger) => {
  const home = homeLayout(settings.home);
  const [workerKey, tenantCaPem, authority] = await Promise.all([
    readFile(home.workerKey, 'utf8'),
    readFile(`${home.authority}.pem`, 'utf8'),
    // Made anew at each start: a certificate that a job has seen is worth nothing afterwards.
    createAuthority({ name: 'Tenantry worker gateway' }),
  ]);
  const link = createLinkClient({
    address: { socketPath: home.linkSocket },
    workerKey: workerKey.trim(),
    logger,
  });
  const gateway = createGateway({ authority, logger });
  const worker = await startWorker({
    link,
    name: nameOf(settings.home),
    gateway,
    authorityPem: authority.certificatePem,
    warmHosts: 2,
    warmOthers: { python: 1, powershell: 1 },
    // By then the control plane has published and listens.
    othersAfterMilliseconds: 3_000,
    isolation: settings.isolation,
    directory: home.worker,
    packageRoot,
    tenantCaPem,
    managementOrigin: `https://127.0.0.1:${settings.apiPort}`,
    logger,
  });
  return {
    facts: { isolation: worker.isolation },
    async stop(drainMilliseconds) {
      await worker.stop({ drainMilliseconds });
      await gateway.close();
    },
  };
});

/** The same at each start, and another one for each home: several may work on one machine. */
function nameOf(home: string): string {
  return `${hostname()}-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`;
}
