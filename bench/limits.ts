/** What keeping Microsoft's limits costs: a thousand requests weighed and charged, in process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority, issueServerCertificate } from '#certificates';
import { startTenant } from '#tenant';

import { type Measurement, atMost, timed } from './measurement.ts';

const [warmUps, rounds, requestsARound] = [20, 100, 1_000];
/** So much that nothing is refused: each request is weighed and charged all the same. */
const plenty = 1e12;
const most = {
  'global.requests.app': plenty,
  'identity.units.app': plenty,
  'identity.units.appTenant': plenty,
};

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  const authority = await createAuthority({ name: 'Bench' });
  const { privateKeyPem, certificatePem } = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  const tenant = await startTenant({
    directory: folder,
    tls: { key: privateKeyPem, cert: certificatePem },
    users: 20,
  });
  try {
    const limits = tenant.limits();
    const request = {
      version: 'v1.0',
      method: 'GET',
      path: '/users/somebody@example.com/memberOf',
      query: new URLSearchParams('$select=id&$top=5'),
      headers: {},
      body: undefined,
      principal: { appId: 'bench' },
    };
    const round = async (on: boolean): Promise<number> => {
      limits.change({ on, most });
      return timed(async () => {
        for (let n = 0; n < requestsARound; n += 1) limits.admit(request).done();
      });
    };
    const [kept, off]: [number[], number[]] = [[], []];
    for (let n = 0; n < warmUps + rounds; n += 1) {
      const [one, other] = [await round(true), await round(false)];
      if (n >= warmUps) {
        kept.push(one);
        off.push(other);
      }
    }
    return [
      atMost('tenant: 1,000 requests weighed and charged, p50 (reference: limits off)', kept, off, 0.5, 20),
    ];
  } finally {
    await tenant.close();
    rmSync(folder, { recursive: true });
  }
}
