import { readFile } from 'node:fs/promises';

import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { createLogger } from '#kernel';
import { startWorker } from '#worker';
import { createLinkClient } from '#worker-link';

import { homeLayout, packageRoot } from '../../../src/main/home/layout.ts';

/** The product's worker, as its own process starts it, on a link of the test's. */
const [homeFolder = '', socketPath = '', directory = ''] = process.argv.slice(2);
const home = homeLayout(homeFolder);
const logger = createLogger((line) => process.stderr.write(`${line}\n`), 'warn');
const authority = await createAuthority({ name: 'Far worker gateway' });
await startWorker({
  link: createLinkClient({
    address: { socketPath },
    workerKey: (await readFile(home.workerKey, 'utf8')).trim(),
    logger,
  }),
  name: 'far',
  gateway: createGateway({ authority, logger }),
  authorityPem: authority.certificatePem,
  warmHosts: 2,
  isolation: 'prefer',
  directory,
  packageRoot,
  tenantCaPem: await readFile(`${home.authority}.pem`, 'utf8'),
  logger,
});
process.once('disconnect', () => process.exit(1));
process.send?.('ready');
