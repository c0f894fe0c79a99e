import { X509Certificate, webcrypto } from 'node:crypto';

import { isProblem, problem } from '#kernel';

import {
  type CertificateAuthority,
  derOf,
  ellipticCurve,
  escapeName,
  loadX509,
  pemOfKey,
  validity,
} from './certificate-maker.ts';

/** A key that was made here, and the request to sign its public half (PKCS #10); both in PEM. */
export interface KeyAndRequest {
  readonly privateKeyPem: string;
  readonly csrPem: string;
}

/** A new P-256 key and its request. The private key goes nowhere. */
export async function createCertificateRequest(name: string): Promise<KeyAndRequest> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(ellipticCurve, true, ['sign', 'verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${escapeName(name)}`,
    keys,
    signingAlgorithm: ellipticCurve,
  });
  return { privateKeyPem: await pemOfKey(keys.privateKey), csrPem: `${request.toString('pem')}\n` };
}

/**
 * A certificate by which a client is known. Of the request only the key counts, and that it was signed by that key: name and
 * time are the authority's to say.
 * @throws CertificateRequestInvalid
 */
export async function signClientCertificate(
  authority: CertificateAuthority,
  { csrPem, name, validDays }: { readonly csrPem: string; readonly name: string; readonly validDays: number },
): Promise<string> {
  const x509 = await loadX509();
  const publicKey = await keyOf(csrPem);
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    derOf(authority.privateKeyPem),
    ellipticCurve,
    false,
    ['sign'],
  );
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(validDays),
    subject: `CN=${escapeName(name)}`,
    issuer: issuer.subject,
    publicKey,
    signingKey,
    signingAlgorithm: ellipticCurve,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

async function keyOf(csrPem: string): Promise<webcrypto.CryptoKey> {
  const x509 = await loadX509();
  try {
    const request = new x509.Pkcs10CertificateRequest(csrPem);
    const { algorithm } = request.publicKey as { algorithm: { name?: string; namedCurve?: string } };
    if (algorithm.name !== 'ECDSA' || algorithm.namedCurve !== 'P-256')
      throw problem('CertificateRequestInvalid', { reason: 'its key is not of P-256' });
    if (!(await request.verify()))
      throw problem('CertificateRequestInvalid', { reason: 'it was not signed by its own key' });
    return await request.publicKey.export(ellipticCurve, ['verify']);
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('CertificateRequestInvalid', { reason: 'it is no PKCS #10 request' }, error);
  }
}

/** SHA-256 of the certificate's DER in base64url: what a join token pins. */
export function fingerprintOf(certificate: string | Uint8Array): string {
  const { fingerprint256 } = new X509Certificate(certificate);
  return Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}
