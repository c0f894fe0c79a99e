/**
 * What stands between a job and the world, in a process of its own: a gateway with one port, routed to the upstream that
 * the arguments name, without a sandbox around it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';

import { createAuthority } from '#certificates';
import { createGateway } from '#gateway';
import { silentLogger } from '#kernel';

const [origin, caFile, gatewayCaFile] = process.argv.slice(2) as [string, string, string];
const authority = await createAuthority({ name: 'Bench gateway' });
writeFileSync(gatewayCaFile, authority.certificatePem);
const server = createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const opened = createGateway({ authority, logger: silentLogger }).attach(server, {
    port,
    caFile: gatewayCaFile,
  });
  let calls = 0;
  opened.assign({
    upstream: { origin, ca: readFileSync(caFile, 'utf8') },
    allowedHosts: [],
    token: async ({ resource }) => ({ accessToken: 'none', expiresOn: 0, resource, clientId: 'none' }),
    onCall: () => void (calls += 1),
    onSecret: () => {},
  });
  process.send!(opened.environment);
});
process.on('message', () => process.exit());
process.on('disconnect', () => process.exit());
