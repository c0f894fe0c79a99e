import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createAuthority, issueServerCertificate } from '#certificates';

import { findProgram } from './isolation/bubblewrap.ts';
import { createMemoryLink } from './testing/memory-link.ts';
import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, openWorkshop, texts } from './testing/workshop.ts';

describe.skipIf(withoutPython)(pythonGroup, () => {
  let tenant: Server;
  let workshop: Workshop;

  beforeAll(async () => {
    const authority = await createAuthority({ name: 'Test tenant' });
    const { privateKeyPem: key, certificatePem: cert } = await issueServerCertificate(authority, {
      hosts: ['localhost', '127.0.0.1'],
    });
    tenant = createServer({ key, cert }, (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ path: request.url, bearer: request.headers.authorization }));
    }).listen(0, '127.0.0.1');
    await once(tenant, 'listening');
    const link = createMemoryLink(`https://127.0.0.1:${(tenant.address() as AddressInfo).port}`);
    workshop = await openWorkshop({ link, tenantCaPem: authority.certificatePem });
  });
  afterAll(async () => {
    await workshop.close();
    tenant.close();
  });

  async function run(source: string): Promise<string[]> {
    const { link } = workshop;
    const artifactHash = link.publish(source);
    const id = link.start(source, {}, { runbook: { name: 'calls', type: 'Python3', artifactHash } });
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    const calls = link.job(id).calls.filter(({ host }) => host === 'graph.microsoft.com');
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
    return [...texts(link, id), ...calls.map(({ pathTemplate }) => pathTemplate)];
  }

  test('urllib and http.client trust the gateway and go through it; the identity gives a token', async () => {
    const lines = await run(`
import http.client, json, os, urllib.error, urllib.parse, urllib.request
from tenantry import identity_token

token = identity_token('https://graph.microsoft.com')
assert token == identity_token('https://graph.microsoft.com')
print(token)
request = urllib.request.Request('https://graph.microsoft.com/v1.0/users', headers={'Authorization': 'Bearer ' + token})
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
    print(response.status, answer['path'], answer['bearer'] is not None)

proxy = urllib.parse.urlsplit(os.environ['HTTPS_PROXY'])
import base64
login = base64.b64encode(f'{proxy.username}:{proxy.password}'.encode()).decode()
connection = http.client.HTTPSConnection(proxy.hostname, proxy.port)
connection.set_tunnel('graph.microsoft.com', headers={'Proxy-Authorization': 'Basic ' + login})
connection.request('GET', '/v1.0/groups')
print(connection.getresponse().status)

try:
    urllib.request.urlopen('https://example.com/')
    print('reached')
except urllib.error.URLError as error:
    print('refused')
`);
    expect(lines).toEqual(['***', '200 /v1.0/users True', '200', 'refused', '/v1.0/users', '/v1.0/groups']);
  });

  test('clients that are configured by variables find their certificates and the proxy', async () => {
    const lines = await run(`
import os, ssl
for name in ('SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'):
    ssl.create_default_context(cafile=os.environ[name])
print(all(name in os.environ for name in ('HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY')), os.environ['NO_PROXY'])
`);
    expect(lines).toEqual(['True 127.0.0.1,localhost']);
  });

  const curl = findProgram('curl');
  test.skipIf(curl === undefined)('a child does too (skipped where curl is not installed)', async () => {
    const lines = await run(`
import subprocess
command = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'https://graph.microsoft.com/v1.0/me']
print(subprocess.run(command, capture_output=True, text=True).stdout)
`);
    expect(lines).toEqual(['200', '/v1.0/me']);
  });

  const sandboxed = findProgram('bwrap') !== undefined;
  test.skipIf(!sandboxed)(
    'in the sandbox it reaches no file, no listener and no process outside (skipped where bubblewrap is not installed)',
    async () => {
      const directory = await mkdtemp(join(tmpdir(), 'outside-'));
      const file = join(directory, 'secret');
      await writeFile(file, 'x');
      const server = createPlainServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      process.env['SECRET_OF_THE_WORKER'] = 'seen';
      try {
        const lines = await run(`
import os, socket, subprocess
def attempt(name, work):
    try:
        work()
        print(name, 'it worked')
    except Exception:
        print(name, 'refused')
attempt('read', lambda: open(${JSON.stringify(file)}))
attempt('read by a child', lambda: subprocess.run(['cat', ${JSON.stringify(file)}], check=True, stderr=subprocess.DEVNULL))
attempt('write to the slot', lambda: open('/job/written', 'w'))
attempt('write to the program', lambda: open('/tenantry/program/host.py', 'w'))
attempt('connect', lambda: socket.create_connection(('127.0.0.1', ${port})))
attempt('other hosts', lambda: socket.create_connection(('192.0.2.1', 443), timeout=2))
attempt('namespaces', lambda: subprocess.run(['unshare', '-Ur', 'true'], check=True, stderr=subprocess.DEVNULL))
print(os.getuid(), len([p for p in os.listdir('/proc') if p.isdigit()]), [n for n in os.environ if 'SECRET_OF' in n])
`);
        expect(lines).toEqual([
          'read refused',
          'read by a child refused',
          'write to the slot refused',
          'write to the program refused',
          'connect refused',
          'other hosts refused',
          'namespaces refused',
          '65534 2 []',
        ]);
      } finally {
        delete process.env['SECRET_OF_THE_WORKER'];
        server.close();
        await rm(directory, { recursive: true, force: true });
      }
    },
  );

  test('without a sandbox a job takes its children along, and its record says what holds it', async () => {
    const open = await openWorkshop({ isolation: 'off' });
    try {
      const { link } = open;
      const mark = `sleep ${600 + process.pid}`;
      const source = `import subprocess\nsubprocess.Popen(${JSON.stringify(mark.split(' '))})\nprint('left one behind')\n`;
      const artifactHash = link.publish(source);
      const id = link.start(source, {}, { runbook: { name: 'leaves', type: 'Python3', artifactHash } });
      expect(await link.end(id)).toMatchObject({ status: 'Completed' });
      expect(texts(link, id)).toEqual(['left one behind']);
      expect(link.job(id).started[0]!.isolation).toMatchObject({
        boundary: 'process',
        egressEnforced: false,
        detail: expect.stringContaining('Python has no second boundary'),
      });
      const alive = (): boolean => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes(mark);
      await expect.poll(alive).toBe(false);
    } finally {
      await open.close();
    }
  });
});
