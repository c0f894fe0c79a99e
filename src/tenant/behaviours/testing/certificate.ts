import { type KeyObject, KeyObject as NodeKey, webcrypto } from 'node:crypto';

import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export interface TestCertificate {
  /** DER in base64, as Graph takes it. */
  readonly key: string;
  readonly privateKey: KeyObject;
}

/** A self-signed certificate with its key. */
export async function makeCertificate(notBefore: Date, notAfter: Date): Promise<TestCertificate> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=job-runner',
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
  });
  return {
    key: Buffer.from(certificate.rawData).toString('base64'),
    privateKey: NodeKey.from(keys.privateKey),
  };
}
