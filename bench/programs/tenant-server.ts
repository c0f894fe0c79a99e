/** The embedded tenant in a process of its own, for one application whose certificate is trusted. */
import { readFileSync } from 'node:fs';

import { startTenant } from '#tenant';

const [keyFile, certFile, directory, clientId, appCertFile] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const { origin, tenantId, demoLeaver } = await startTenant({
  directory,
  tls: { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') },
  trustedApps: [
    {
      clientId,
      displayName: 'Bench',
      certificatePem: readFileSync(appCertFile, 'utf8'),
      roles: [{ resource: 'https://graph.microsoft.com', role: 'User.Read.All' }],
    },
  ],
});
process.send!({ origin, tenantId, demoLeaver });
process.on('disconnect', () => process.exit());
