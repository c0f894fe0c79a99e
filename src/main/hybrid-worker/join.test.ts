import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createAuthority, fingerprintOf, issueServerCertificate } from '#certificates';

import { afterFile } from '../../store/testing/after-file.ts';
import { joinWorker } from './join.ts';
import { workerHome, writeWorker } from './worker-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-join-'));
const asked: string[] = [];
let url: string;
let own: string;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Test authority' });
  own = fingerprintOf(authority.certificatePem);
  const { privateKeyPem: key, certificatePem } = await issueServerCertificate(authority, {
    hosts: ['127.0.0.1'],
  });
  const cert = `${certificatePem}${authority.certificatePem}`;
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(401).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterFile(() => void server.close());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (home: string, fingerprint = own, replace = false) => ({
  home: join(folder, home),
  url,
  group: 'onprem',
  token: `secret.${fingerprint}`,
  tags: {},
  replace,
});

test('a control plane of another authority is told nothing, not even the token', async () => {
  const { certificatePem } = await createAuthority({ name: 'Test authority' });
  const joining = joinWorker(request('stranger', fingerprintOf(certificatePem)), '1');
  await expect(joining).rejects.toMatchObject({ code: 'FingerprintMismatch' });
  expect(asked).toEqual([]);
});

test('a home that has joined stays who it is, unless that is asked for', async () => {
  const home = workerHome(join(folder, 'joined'));
  const facts = { origin: url, authority: '', id: '1', group: 'cellar', name: 'w' };
  await writeWorker(home, { facts, identity: { key: 'key', cert: '-----BEGIN CERTIFICATE-----' } });
  await expect(joinWorker(request('joined'), '1')).rejects.toMatchObject({
    code: 'WorkerAlreadyJoined',
    values: { group: 'cellar' },
  });
  expect(asked).toEqual([]);
  // It is asked for, and the control plane of this test refuses.
  await expect(joinWorker(request('joined', own, true), '1')).rejects.toMatchObject({ code: 'LinkRefused' });
  expect(asked).toEqual(['POST /link/v1/join']);
});

test('a worker that cannot be read is not taken for none', async () => {
  const home = workerHome(join(folder, 'broken'));
  mkdirSync(home.directory, { recursive: true });
  writeFileSync(home.facts, '{"origin":');
  await expect(joinWorker(request('broken'), '1')).rejects.toMatchObject({ code: 'WorkerHomeBroken' });
  rmSync(home.facts);
  mkdirSync(home.facts);
  await expect(joinWorker(request('broken'), '1')).rejects.toMatchObject({ code: 'WorkerHomeBroken' });
});
