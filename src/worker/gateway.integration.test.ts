import { once } from 'node:events';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type CertificateAuthority, createAuthority, issueServerCertificate } from '#certificates';

import { createMemoryLink } from './testing/memory-link.ts';
import { type Workshop, artifactOf, openWorkshop, texts } from './testing/workshop.ts';

let authority: CertificateAuthority;
let tenant: Server;
let workshop: Workshop;
const asked: string[] = [];

beforeAll(async () => {
  authority = await createAuthority({ name: 'Test tenant' });
  const { privateKeyPem: key, certificatePem: cert } = await issueServerCertificate(authority, {
    hosts: ['localhost', '127.0.0.1'],
  });
  tenant = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'u1', authorization: request.headers.authorization?.slice(0, 10) }));
  }).listen(0, '127.0.0.1');
  await once(tenant, 'listening');
  const link = createMemoryLink(`https://127.0.0.1:${(tenant.address() as AddressInfo).port}`);
  workshop = await openWorkshop({
    link,
    warmHosts: 1,
    concurrency: 2,
    tenantCaPem: authority.certificatePem,
  });
});
afterAll(async () => {
  await workshop.close();
  tenant.close();
});

const calls = `
  const ways = {
    module: async () => {
      const { get } = await import('node:https');
      return new Promise((resolve, reject) => {
        get('https://graph.microsoft.com/v1.0/users/00000002-0000-4000-8000-000000000002', (response) => resolve(response.statusCode)).on('error', reject);
      });
    },
    fetch: async () => (await fetch('https://graph.microsoft.com/v1.0/users/00000001-0000-4000-8000-000000000001')).status,
  };
  const first = await ways[params.first]();
  const second = await ways[params.first === 'fetch' ? 'module' : 'fetch']();
  const byGraph = await graph.get<{ id: string }>('/users/00000003-0000-4000-8000-000000000003');
  const refused = await fetch('https://example.com/').then(() => 'reached', () => 'refused');
  const token = await identity.token('https://graph.microsoft.com');
  log.output(token);
  return [first, second, byGraph.id, refused, token.length > 20];
`;

test('every client of a runbook goes through the gateway, in hosts that had time and in hosts that had none', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(calls, `{ first: z.enum(['fetch', 'module']) }`);
  const ids = ['fetch', 'module', 'fetch', 'module'].map((first) => link.start(artifact, { first }));
  for (const id of ids) {
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['***', '[200,200,"u1","refused",true]']);
    const recorded = link
      .job(id)
      .calls.map(({ host, pathTemplate, status, refused }) => ({ host, pathTemplate, status, refused }));
    const graph = {
      host: 'graph.microsoft.com',
      pathTemplate: '/v1.0/users/{id}',
      status: 200,
      refused: false,
    };
    expect(recorded.filter(({ host }) => host === graph.host)).toEqual([graph, graph, graph]);
    expect(recorded).toContainEqual(expect.objectContaining({ host: 'example.com', refused: true }));
  }
  expect(asked).toHaveLength(12);
});

test('a stopped job makes no further call', async () => {
  const { link } = workshop;
  const artifact = await artifactOf(`
    for (let index = 0; ; index += 1) {
      await fetch(\`https://graph.microsoft.com/v1.0/users/\${index}\`).catch((error) => log.output(error.message));
      log.output('called');
    }
  `);
  const id = link.start(artifact);
  await expect.poll(() => texts(link, id).length, { timeout: 20_000 }).toBeGreaterThan(3);
  link.stopJob(id);
  const before = asked.length;
  expect(await link.end(id)).toMatchObject({ status: 'Stopped' });
  // One call may have been on its way when the port was cut.
  expect(asked.length - before).toBeLessThanOrEqual(1);
});
