import { expect, test } from 'vitest';

import { readCertificate } from './index.ts';
import * as sample from './testing/sample-pfx.ts';

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

test('a PKCS#12 file tells its thumbprint, subject and end', () => {
  const read = readCertificate(bytes(sample.pfx), sample.password);
  expect(read).toMatchObject({
    ok: true,
    thumbprint: sample.thumbprint,
    subject: sample.subject,
    hasPrivateKey: true,
  });
  expect(read.ok && read.expiresAt.getUTCFullYear()).toBe(2126);
});

test('what a password opened can be kept as a file that an empty one opens: the same pair, the same file', () => {
  const read = readCertificate(bytes(sample.pfx), sample.password);
  const opened = read.ok ? read.opened : undefined;
  expect(opened?.toString('base64')).toBe(sample.openPfx);
  const again = readCertificate(opened!, '');
  expect(again).toMatchObject({ ok: true, thumbprint: sample.thumbprint, hasPrivateKey: true });
  expect(again.ok && again.opened?.equals(opened!)).toBe(true);
});

test('a certificate alone has no key, as DER and as PEM', () => {
  const der = bytes(sample.certificateAlone);
  const pem = Buffer.from(
    `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`,
  );
  for (const content of [der, pem]) {
    expect(readCertificate(content, '')).toMatchObject({
      ok: true,
      thumbprint: sample.thumbprint,
      hasPrivateKey: false,
    });
  }
});

test.each([
  ['a wrong password', sample.pfx, 'wrong', 'the password does not open it'],
  ['no password', sample.pfx, '', 'the password does not open it'],
  ['old encryption', sample.legacyPfx, sample.password, expect.stringContaining('export it anew with AES')],
  ['no private key', sample.pfxWithoutKey, '', 'it holds no private key'],
  ['something else', Buffer.from('hello').toString('base64'), '', expect.stringContaining('neither')],
  ['nothing', '', '', expect.stringContaining('neither')],
])('%s is told', (_name, content, password, reason) => {
  expect(readCertificate(bytes(content), password)).toEqual({ ok: false, reason });
});
