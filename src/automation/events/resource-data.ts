import { constants, createDecipheriv, createHmac, privateDecrypt, timingSafeEqual } from 'node:crypto';

import { problem } from '#kernel';

/** Source: learn.microsoft.com/graph/api/resources/changenotificationencryptedcontent. All in base64. */
export interface EncryptedContent {
  readonly data?: string;
  readonly dataSignature?: string;
  readonly dataKey?: string;
  readonly encryptionCertificateId?: string;
}

/**
 * What Graph encrypted for our certificate. Source: learn.microsoft.com/graph/change-notifications-with-resource-data: the key is
 * under RSA-OAEP (SHA-1), the signature HMAC-SHA256 over the cipher text with that key, the data AES in CBC, its vector the first
 * sixteen bytes of the key. The signature is checked first.
 * @throws EventRefused for what was not made with our certificate, or was changed
 */
export function decryptResourceData(
  { data = '', dataSignature = '', dataKey = '' }: EncryptedContent,
  privateKeyPem: string,
): Readonly<Record<string, unknown>> {
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = privateDecrypt(
      { key: privateKeyPem, padding, oaepHash: 'sha1' },
      Buffer.from(dataKey, 'base64'),
    );
    const sealed = Buffer.from(data, 'base64');
    const expected = createHmac('sha256', key).update(sealed).digest();
    const given = Buffer.from(dataSignature, 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw problem('EventRefused');
    const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, key.subarray(0, 16));
    const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    // One answer, whatever failed: nobody learns from it how far they came.
    throw problem('EventRefused', undefined, error);
  }
}
