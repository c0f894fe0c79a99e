import { X509Certificate } from 'node:crypto';

import { expect, test } from 'vitest';

import { element, oid, readElements, tags } from './der.ts';
import { privateKeyIn } from './pkcs12.ts';
import * as sample from './testing/sample-pfx.ts';

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const certificate = new X509Certificate(bytes(sample.certificateAlone));

test('the key of the certificate is found, in new files and in old ones', () => {
  for (const pfx of [sample.pfx, sample.legacyPfx]) {
    const key = privateKeyIn(bytes(pfx), sample.password, certificate);
    expect(key?.asymmetricKeyType).toBe('ec');
    expect(privateKeyIn(bytes(pfx), 'wrong', certificate)).toBeUndefined();
  }
  expect(privateKeyIn(bytes(sample.pfxWithoutKey), '', certificate)).toBeUndefined();
});

test('a file that is cut off or damaged anywhere has no key, and breaks nothing', () => {
  const whole = bytes(sample.pfx);
  for (let length = 0; length < whole.length; length += 7)
    expect(privateKeyIn(whole.subarray(0, length), sample.password, certificate)).toBeUndefined();
  for (let at = 0; at < whole.length; at += 13) {
    const damaged = Buffer.from(whole);
    damaged[at] = 0xff;
    const key = privateKeyIn(damaged, sample.password, certificate);
    // Damage that is not in the key's own part does not touch it.
    expect(key === undefined || certificate.checkPrivateKey(key)).toBe(true);
  }
});

test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])(
  'an element of %d bytes is read as it was written',
  (length) => {
    const content = Buffer.alloc(length, 7);
    const written = Buffer.concat([element(tags.octets, content), element(tags.nothing)]);
    const [first, second, ...others] = readElements(written) ?? [];
    expect(first?.content.equals(content)).toBe(true);
    expect([first?.tag, second?.tag, others]).toEqual([tags.octets, tags.nothing, []]);
    expect(readElements(written.subarray(0, -1))).toBeUndefined();
  },
);

test('object identifiers are written as X.690 has it', () => {
  expect(oid('1.2.840.113549.1.7.1').toString('hex')).toBe('06092a864886f70d010701');
  expect(oid('2.16.840.1.101.3.4.2.1').toString('hex')).toBe('0609608648016503040201');
});
