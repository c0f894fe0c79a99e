import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import type { SigningKey } from './signing-key.ts';

/**
 * Codes, refresh tokens and cookies are values that only this tenant can read and nobody can alter: AES-256-GCM under a
 * key that follows from the signing key. Nothing of them is kept, so they outlive a restart and are good in a fork, as the
 * tokens are. The purpose is part of what is sealed: a code is no refresh token.
 */
export interface Sealer {
  seal(purpose: Purpose, value: object): string;
  /** Undefined when the text was not sealed here for this purpose. */
  open(purpose: Purpose, text: string): object | undefined;
}

export type Purpose = 'code' | 'refresh' | 'session' | 'flow';

const ivBytes = 12;
const tagBytes = 16;

export function createSealer(key: SigningKey): Sealer {
  const material = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  const secret = Buffer.from(hkdfSync('sha256', material, '', 'tenantry sealed values', 32));
  return {
    seal(purpose, value) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(purpose, text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= ivBytes + tagBytes) return undefined;
      const iv = bytes.subarray(0, ivBytes);
      try {
        const cipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: tagBytes })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const plain = Buffer.concat([cipher.update(bytes.subarray(ivBytes + tagBytes)), cipher.final()]);
        return JSON.parse(plain.toString('utf8')) as object;
      } catch {
        return undefined;
      }
    },
  };
}
