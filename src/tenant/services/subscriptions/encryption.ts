import {
  X509Certificate,
  constants,
  createCipheriv,
  createHash,
  createHmac,
  publicEncrypt,
} from 'node:crypto';

import { newSecret } from '#kernel';

/** Source: learn.microsoft.com/graph/api/resources/changenotificationencryptedcontent. */
export interface EncryptedContent {
  readonly data: string;
  readonly dataSignature: string;
  readonly dataKey: string;
  readonly encryptionCertificateId: string;
  readonly encryptionCertificateThumbprint: string;
}

/** Source: learn.microsoft.com/graph/change-notifications-with-resource-data: RSA of 2,048 to 4,096 bits. */
const [leastBits, mostBits] = [2_048, 4_096];

/** The certificate that a subscriber sends, in base64 of its DER; undefined for what is none of RSA. */
export function readCertificate(base64: string): X509Certificate | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= leastBits && bits <= mostBits ? certificate : undefined;
}

/**
 * Encrypts an object for the holder of the certificate's key. Source: the page above: AES-256 in CBC with PKCS #7, its vector the
 * first sixteen bytes of the key; HMAC-SHA256 over the cipher text with the same key; the key by RSA-OAEP with SHA-1.
 */
export function encryptFor(certificate: X509Certificate, id: string, content: unknown): EncryptedContent {
  const key = Buffer.from(newSecret(32), 'base64url');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  const data = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return {
    data: data.toString('base64'),
    dataSignature: createHmac('sha256', key).update(data).digest('base64'),
    dataKey: publicEncrypt({ key: certificate.publicKey, padding, oaepHash: 'sha1' }, key).toString('base64'),
    encryptionCertificateId: id,
    encryptionCertificateThumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
  };
}
