import { X509Certificate, createHash, webcrypto } from 'node:crypto';

import type * as X509 from '@peculiar/x509';

import { newSecret, systemClock } from '#kernel';

/** Loaded by the first certificate that is made: its 190 modules take a tenth of a second, and most starts make none. */
export async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

const day = 24 * 60 * 60 * 1000;
/** Clocks of two machines differ a little: a fresh certificate is valid from an hour ago. */
const clockSkew = 60 * 60 * 1000;

export const ellipticCurve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;

/** Both in PEM; the private key as PKCS #8. */
export interface KeyAndCertificate {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

export type CertificateAuthority = KeyAndCertificate;

/** A certificate authority on P-256, good for ten years unless said otherwise. About 15 ms. */
export async function createAuthority(options: {
  readonly name: string;
  readonly validDays?: number;
}): Promise<CertificateAuthority> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(ellipticCurve, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(options.validDays ?? 3650),
    name: `CN=${escapeName(options.name)}`,
    keys,
    signingAlgorithm: ellipticCurve,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pair(keys.privateKey, certificate);
}

/** Signs server certificates; one leaf key serves them all, since making a key costs more than signing. */
export interface ServerCertificates {
  /** For DNS names and IP addresses, the first of which is the subject. About 2 ms. */
  issue(hosts: readonly string[], validDays?: number): Promise<KeyAndCertificate>;
}

export async function serverCertificates(authority: CertificateAuthority): Promise<ServerCertificates> {
  const x509 = await loadX509();
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const [signingKey, leaf] = await Promise.all([
    webcrypto.subtle.importKey('pkcs8', derOf(authority.privateKeyPem), ellipticCurve, false, ['sign']),
    webcrypto.subtle.generateKey(ellipticCurve, true, ['sign', 'verify']),
  ]);
  const authorityId = await x509.AuthorityKeyIdentifierExtension.create(issuer);
  return {
    async issue(hosts, validDays = 825) {
      const certificate = await x509.X509CertificateGenerator.create({
        ...validity(validDays),
        subject: `CN=${escapeName(hosts[0] ?? 'localhost')}`,
        issuer: issuer.subject,
        publicKey: leaf.publicKey,
        signingKey: signingKey,
        signingAlgorithm: ellipticCurve,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            hosts.map((host) => ({ type: isAddress(host) ? 'ip' : 'dns', value: host })),
          ),
          authorityId,
        ],
      });
      return pair(leaf.privateKey, certificate);
    },
  };
}

/** One server certificate with a key of its own. */
export async function issueServerCertificate(
  authority: CertificateAuthority,
  options: { readonly hosts: readonly string[]; readonly validDays?: number },
): Promise<KeyAndCertificate> {
  const issuer = await serverCertificates(authority);
  return issuer.issue(options.hosts, options.validDays);
}

/**
 * A self-signed RSA-2048 certificate for an application's key credential: Entra takes client assertions signed PS256 or
 * RS256. About 100 ms.
 */
export async function createClientCertificate(options: {
  readonly name: string;
  readonly validDays?: number;
  /** Others encrypt keys for it, rather than check what it signs. */
  readonly forEncryption?: boolean;
}): Promise<KeyAndCertificate & { readonly thumbprintSha256: string }> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(options.validDays ?? 730),
    name: `CN=${escapeName(options.name)}`,
    keys,
    signingAlgorithm: rsa,
    extensions: [
      new x509.KeyUsagesExtension(
        options.forEncryption === true
          ? x509.KeyUsageFlags.keyEncipherment
          : x509.KeyUsageFlags.digitalSignature,
        true,
      ),
    ],
  });
  const made = await pair(keys.privateKey, certificate);
  return { ...made, thumbprintSha256: thumbprint(made.certificatePem, 'sha256') };
}

/** Of the certificate's DER, in base64url as JWT headers carry it: `x5t` is sha1, `x5t#S256` sha256. */
export function thumbprint(certificatePem: string, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(new X509Certificate(certificatePem).raw).digest('base64url');
}

/** The certificate's DER in base64, as Graph's `keyCredential.key` takes it. */
export function certificateDer(certificatePem: string): string {
  return new X509Certificate(certificatePem).raw.toString('base64');
}

export function validity(days: number): { serialNumber: string; notBefore: Date; notAfter: Date } {
  const now = systemClock.now();
  // A serial number is a positive integer: its first bit stays off.
  const serial = Buffer.from(newSecret(16), 'base64url').toString('hex');
  return {
    serialNumber: `0${serial.slice(1)}`,
    notBefore: new Date(now - clockSkew),
    notAfter: new Date(now + days * day),
  };
}

async function pair(
  privateKey: webcrypto.CryptoKey,
  certificate: X509.X509Certificate,
): Promise<KeyAndCertificate> {
  return { privateKeyPem: await pemOfKey(privateKey), certificatePem: `${certificate.toString('pem')}\n` };
}

/** PKCS #8. */
export async function pemOfKey(privateKey: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const lines = der.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
}

function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':');
}

export function escapeName(name: string): string {
  return name.replaceAll(/[,+"\\<>;=]/g, (character) => `\\${character}`);
}
