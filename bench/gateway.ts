/** What the gateway adds to a call: through it, as a job calls, against the same call direct over TLS to the same server. */
import { readFileSync } from 'node:fs';

import { Agent, ProxyAgent } from 'undici';

import { type Measurement, atMost, percentile, rateOf, timesAsLong } from './measurement.ts';
import { type Target, latencies, openServers, rate } from './servers.ts';

const [warmUps, single, rounds, callsARound, lanes] = [500, 2_000, 7, 3_000, 16];

export async function measure(): Promise<Measurement[]> {
  const servers = await openServers();
  const body = JSON.stringify({ id: 'u', displayName: 'x'.repeat(550) });
  const port = await servers.start<number>(
    'bare-server',
    servers.file('server.key'),
    servers.file('server.pem'),
    servers.file('body.json', body),
  );
  const origin = `https://127.0.0.1:${port}`;
  const gatewayCa = servers.file('gateway-ca.pem');
  const environment = await servers.start<Record<string, string>>(
    'gateway-job',
    origin,
    servers.file('ca.pem'),
    gatewayCa,
  );
  const direct = new Agent({ connect: { ca: servers.caPem }, connections: lanes });
  const proxied = new ProxyAgent({
    uri: environment['HTTPS_PROXY']!,
    requestTls: { ca: readFileSync(gatewayCa, 'utf8') },
    connections: lanes,
  });
  try {
    const reference: Target = { dispatcher: direct, origin, path: '/v1.0/users/u' };
    const ours: Target = { ...reference, dispatcher: proxied, origin: 'https://graph.microsoft.com' };
    for (const target of [ours, reference]) await rate(target, warmUps, lanes);
    const [through, straight] = [await latencies(ours, single), await latencies(reference, single)];
    const rates: { ours: number; reference: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      rates.push({
        ours: await rate(ours, callsARound, lanes),
        reference: await rate(reference, callsARound, lanes),
      });
    }
    return [
      addedAtMost('gateway: one call at a time, p50 (reference: direct over TLS)', through, straight, 0.5),
      atMost(
        'gateway: one call at a time, p99 (reference: direct over TLS, p50)',
        through,
        straight,
        0.99,
        4,
      ),
      rateOf(`gateway: ${lanes} calls at a time (reference: direct over TLS)`, rates, 0.3),
    ];
  } finally {
    await Promise.all([direct.close(), proxied.close()]);
    await servers.stop();
  }
}

function addedAtMost(
  name: string,
  ours: readonly number[],
  reference: readonly number[],
  most: number,
): Measurement {
  const added = percentile(ours, 0.5) - percentile(reference, 0.5);
  return {
    ...timesAsLong(name, ours, reference, 0.5, Infinity),
    budget: `+ ≤ ${most} ms`,
    met: added <= most,
  };
}
