import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { createAuthority, createCertificateRequest, signClientCertificate } from '#certificates';
import { manualClock, problem, silentLogger } from '#kernel';

import { keepRenewing } from './renewal.ts';
import { type WorkerIdentity, workerHome } from './worker-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-renewal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const day = 24 * 60 * 60 * 1_000;
const hour = 60 * 60 * 1_000;

test('a certificate is renewed when half of its time is over, once, and again after a minute when that failed', async () => {
  const home = workerHome(folder);
  mkdirSync(home.directory, { recursive: true });
  const authority = await createAuthority({ name: 'Test workers' });
  const sign = (csrPem: string, validDays: number): Promise<string> =>
    signClientCertificate(authority, { csrPem, name: 'worker', validDays });
  const { privateKeyPem, csrPem } = await createCertificateRequest('worker');
  let identity: WorkerIdentity = { key: privateKeyPem, cert: await sign(csrPem, 14) };
  const began = new X509Certificate(identity.cert).validFromDate.getTime();
  const clock = manualClock(began);
  const waited: number[] = [];
  const asked: number[] = [];
  const over = new AbortController();
  let reconnected = 0;
  await keepRenewing({
    home,
    name: 'worker',
    link: {
      async renew(csr) {
        asked.push(clock.now() - began);
        if (asked.length === 1) throw problem('LinkBroken', { status: 500, detail: 'away' });
        return sign(csr, 28);
      },
      reconnect: () => (reconnected += 1),
    },
    identity: () => identity,
    use: (next) => (identity = next),
    logger: silentLogger,
    signal: over.signal,
    clock,
    async pause(milliseconds) {
      waited.push(milliseconds);
      clock.advance(milliseconds);
      if (reconnected > 0) over.abort();
    },
  });
  const half = new X509Certificate(await sign(csrPem, 14));
  const due = (half.validToDate.getTime() - half.validFromDate.getTime()) / 2;
  expect(Math.abs(due - 7 * day)).toBeLessThan(2 * hour);
  expect(asked).toEqual([due, due + 60_000]);
  // At most an hour at a time, so that a machine that slept wakes up to it.
  expect(Math.max(...waited)).toBe(hour);
  expect(reconnected).toBe(1);
  expect(readFileSync(home.identity, 'utf8')).toBe(`${identity.key}${identity.cert}`);
  expect(identity.key).not.toBe(privateKeyPem);
});
