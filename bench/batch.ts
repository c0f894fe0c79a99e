/** `$batch` of 20 reads against the same 20 requests one after another, over TLS, the tenant in a process of its own. */
import { Agent } from 'undici';

import { createDirectory } from '#automation';
import { createClientCertificate } from '#certificates';
import { newId, systemClock } from '#kernel';

import { type Measurement, timed, timesAsLong } from './measurement.ts';
import { type Target, openServers, rate } from './servers.ts';

const [warmUps, rounds, most] = [10, 60, 20];

export async function measure(): Promise<Measurement[]> {
  const servers = await openServers();
  const dispatcher = new Agent({ connect: { ca: servers.caPem }, connections: 1 });
  try {
    const app = await createClientCertificate({ name: 'bench' });
    const clientId = newId();
    const tenant = await servers.start<{ origin: string; tenantId: string; demoLeaver: string }>(
      'tenant-server',
      servers.file('server.key'),
      servers.file('server.pem'),
      servers.file('tenants'),
      clientId,
      servers.file('app.pem', app.certificatePem),
    );
    const directory = createDirectory({ ...tenant, caPem: servers.caPem, clock: systemClock });
    const { accessToken } = await directory.token({ clientId, ...app }, 'https://graph.microsoft.com');
    await directory.close();

    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const url = `/users/${tenant.demoLeaver}`;
    const target: Target = { dispatcher, origin: tenant.origin, path: `/v1.0${url}`, headers };
    const requests = Array.from({ length: most }, (_, n) => ({ id: String(n), method: 'GET', url }));
    const body = JSON.stringify({ requests });
    const batch = async (): Promise<void> => {
      const answer = await dispatcher.request({
        origin: tenant.origin,
        path: '/v1.0/$batch',
        method: 'POST',
        headers,
        body,
      });
      const { responses } = (await answer.body.json()) as { responses: readonly { status: number }[] };
      if (!responses.every(({ status }) => status === 200)) throw new Error('an item was refused');
    };
    const [together, alone]: [number[], number[]] = [[], []];
    for (let round = 0; round < warmUps + rounds; round += 1) {
      const one = await timed(batch);
      const other = await timed(() => rate(target, most, 1));
      if (round >= warmUps) {
        together.push(one);
        alone.push(other);
      }
    }
    return [
      timesAsLong(
        'tenant: $batch of 20, p50 (reference: 20 requests one after another)',
        together,
        alone,
        0.5,
        1,
      ),
    ];
  } finally {
    await dispatcher.close();
    await servers.stop();
  }
}
