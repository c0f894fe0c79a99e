import { type KeyObject, createHash, generateKeyPairSync, sign } from 'node:crypto';

import { isoTime, newSecret, systemClock } from '#kernel';

import type { TlsFiles } from '../server/http-server.ts';
import { bits, element, integer, octets, oid, sequence, set, text, time, truth } from './der.ts';

/** A server's key and certificate, and the authority that a client has to trust for it. All PEM. */
export interface OwnTls extends TlsFiles {
  readonly ca: string;
}

const [hour, day] = [60 * 60 * 1000, 24 * 60 * 60 * 1000];
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/**
 * An authority and a certificate of this machine's own addresses, good for a day, made anew for each process. Written by
 * hand since a library for certificates takes longer to load than the tenant to start.
 */
export function ownTls(): OwnTls {
  const [authority, server] = [generateKeyPairSync('ec', curve), generateKeyPairSync('ec', curve)];
  const issuer = commonName('Tenantry tenant for tests');
  const authorityId = keyId(authority.publicKey);
  const ca = certificate({
    issuer,
    subject: issuer,
    key: authority.publicKey,
    signWith: authority.privateKey,
    extensions: [
      extension('2.5.29.19', sequence(truth), true),
      extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
      extension('2.5.29.14', octets(authorityId)),
    ],
  });
  const cert = certificate({
    issuer,
    subject: commonName('localhost'),
    key: server.publicKey,
    signWith: authority.privateKey,
    extensions: [
      extension('2.5.29.19', sequence(), true),
      extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', sequence(...names)),
      extension('2.5.29.35', sequence(element(0x80, authorityId))),
    ],
  });
  return { ca, cert, key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

const curve = { namedCurve: 'P-256' };
const [dnsName, ipAddress] = [0x82, 0x87];
const names = [
  element(dnsName, Buffer.from('localhost', 'ascii')),
  element(ipAddress, Buffer.from([127, 0, 0, 1])),
  element(ipAddress, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])),
];

function certificate(facts: {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly key: KeyObject;
  readonly signWith: KeyObject;
  readonly extensions: readonly Buffer[];
}): string {
  const now = systemClock.now();
  // The first bit stays off: a serial number is positive.
  const serial = Buffer.concat([Buffer.from([0x01]), Buffer.from(newSecret(15), 'base64url')]);
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    facts.issuer,
    sequence(time(isoTime(now - hour)), time(isoTime(now + day))),
    facts.subject,
    facts.key.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...facts.extensions)),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, facts.signWith)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), text(name))));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [truth] : []), octets(value));
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}
