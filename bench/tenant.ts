/**
 * The embedded tenant against a bare server that answers the same bytes: GET one user, each time another of two hundred,
 * over TLS, each in its own process.
 */
import { Agent } from 'undici';

import { createDirectory } from '#automation';
import { createClientCertificate } from '#certificates';
import { newId, systemClock } from '#kernel';

import { type Measurement, rateOf, timesAsLong } from './measurement.ts';
import { type Target, get, latencies, openServers, rate } from './servers.ts';

// A tenant serves for hours, and V8 has compiled all of its way to an answer after some 15,000 of them (the bare server after 5,000).
const [warmUps, rounds, callsARound, lanes] = [15_000, 7, 3_000, 16];

export async function measure(): Promise<Measurement[]> {
  const servers = await openServers();
  const dispatcher = new Agent({ connect: { ca: servers.caPem }, connections: lanes });
  try {
    const app = await createClientCertificate({ name: 'bench' });
    const clientId = newId();
    const pair = [servers.file('server.key'), servers.file('server.pem')] as const;
    const tenant = await servers.start<{ origin: string; tenantId: string; demoLeaver: string }>(
      'tenant-server',
      ...pair,
      servers.file('tenants'),
      clientId,
      servers.file('app.pem', app.certificatePem),
    );
    const directory = createDirectory({ ...tenant, caPem: servers.caPem, clock: systemClock });
    const { accessToken } = await directory.token({ clientId, ...app }, 'https://graph.microsoft.com');
    await directory.close();

    const asked = {
      dispatcher,
      origin: tenant.origin,
      headers: { authorization: `Bearer ${accessToken}` },
    };
    const listed = await get({ ...asked, path: '/v1.0/users?$top=200&$select=id' });
    const people = (JSON.parse(listed) as { value: { id: string }[] }).value;
    let turn = 0;
    const ours: Target = {
      ...asked,
      get path() {
        return `/v1.0/users/${people[(turn += 1) % people.length]!.id}`;
      },
    };
    const body = servers.file('body.json', await get({ ...asked, path: `/v1.0/users/${tenant.demoLeaver}` }));
    const port = await servers.start<number>('bare-server', ...pair, body);
    const bare: Target = { ...asked, origin: `https://127.0.0.1:${port}`, path: '/v1.0/users/somebody' };

    for (const target of [ours, bare]) await rate(target, warmUps, lanes);
    const rates: { ours: number; reference: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      rates.push({
        ours: await rate(ours, callsARound, lanes),
        reference: await rate(bare, callsARound, lanes),
      });
    }
    const [single, singleBare] = [await latencies(ours, 1_000), await latencies(bare, 1_000)];
    return [
      rateOf(`tenant: GET one user, ${lanes} at a time (reference: bare Fastify)`, rates, 0.5),
      timesAsLong(
        'tenant: GET one user, one at a time, p50 (reference: bare Fastify)',
        single,
        singleBare,
        0.5,
        2,
      ),
    ];
  } finally {
    await dispatcher.close();
    await servers.stop();
  }
}
