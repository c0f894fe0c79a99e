import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { problem } from '#kernel';

import { fileKeys } from './keys/file-keys.ts';
import { type KeySource, keyBytes } from './keys/key-ring.ts';

/**
 * Envelope encryption: each record has a data key of its own, wrapped by the key-encryption key that lies outside the
 * database. A record opens only with the associated data it was sealed with, so that none can be moved to another row.
 */
export interface Vault {
  seal(plaintext: string | Uint8Array, associated: string): Buffer;
  /** Rejects with `VaultRecordBroken` when the record was changed, cut or moved. */
  open(record: Uint8Array, associated: string): Buffer;
  openText(record: Uint8Array, associated: string): string;
  /** The same, sealed with the current key; undefined when it is already. */
  reseal(record: Uint8Array, associated: string): Buffer | undefined;
  /** Version of the key that seals, and of all that open. */
  readonly keys: { readonly current: number; readonly versions: readonly number[]; readonly place: string };
  /** Adds a key and seals with it from now on. Returns its version. @throws VaultKeysGiven */
  addKey(): number;
}

const format = 1;
const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16] as const;
const headerBytes = 1 + 4;
const wrappedBytes = ivBytes + keyBytes + tagBytes;

/** Record: format (1) · key version (4) · wrapped data key (iv, key, tag) · iv · ciphertext · tag. */
export function openVault(options: { readonly keys: KeySource } | { readonly keyFile: string }): Vault {
  const source = 'keys' in options ? options.keys : fileKeys(options.keyFile);
  let ring = source.read();

  /** Another process may have added the key that sealed this. */
  function keyOf(version: number): Buffer {
    if (!ring.keys.has(version)) ring = source.read();
    const key = ring.keys.get(version);
    if (key === undefined) throw problem('VaultKeyWrong', { file: source.place });
    return key;
  }

  return {
    seal(plaintext, associated) {
      const header = Buffer.alloc(headerBytes);
      header.writeUInt8(format);
      header.writeUInt32BE(ring.current, 1);
      // Asked for at once: that is a third of the price.
      const random = randomBytes(keyBytes + 2 * ivBytes);
      const dataKey = random.subarray(0, keyBytes);
      const ivs = [keyBytes, keyBytes + ivBytes].map((at) => random.subarray(at, at + ivBytes));
      const bound = Buffer.concat([header, Buffer.from(associated)]);
      return Buffer.concat([
        header,
        ...encrypted(keyOf(ring.current), ivs[0]!, dataKey, bound),
        ...encrypted(dataKey, ivs[1]!, Buffer.from(plaintext), bound),
      ]);
    },
    open(record, associated) {
      const whole = Buffer.from(record);
      if (whole.length < headerBytes + wrappedBytes + ivBytes + tagBytes || whole.readUInt8() !== format) {
        throw problem('VaultRecordBroken');
      }
      const header = whole.subarray(0, headerBytes);
      const key = keyOf(header.readUInt32BE(1));
      const bound = Buffer.concat([header, Buffer.from(associated)]);
      const dataKey = decrypt(key, whole.subarray(headerBytes, headerBytes + wrappedBytes), bound);
      return decrypt(dataKey, whole.subarray(headerBytes + wrappedBytes), bound);
    },
    openText(record, associated) {
      return this.open(record, associated).toString('utf8');
    },
    reseal(record, associated) {
      const plaintext = this.open(record, associated);
      return Buffer.from(record).readUInt32BE(1) === ring.current
        ? undefined
        : this.seal(plaintext, associated);
    },
    get keys() {
      return { current: ring.current, versions: [...ring.keys.keys()], place: source.place };
    },
    addKey() {
      ring = source.add();
      return ring.current;
    },
  };
}

function encrypted(key: Buffer, iv: Buffer, plaintext: Buffer, associated: Buffer): Buffer[] {
  const sealing = createCipheriv(cipher, key, iv).setAAD(associated);
  return [iv, sealing.update(plaintext), sealing.final(), sealing.getAuthTag()];
}

function decrypt(key: Buffer, sealed: Buffer, associated: Buffer): Buffer {
  const end = sealed.length - tagBytes;
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes))
    .setAAD(associated)
    .setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([opening.update(sealed.subarray(ivBytes, end)), opening.final()]);
  } catch (error) {
    throw problem('VaultRecordBroken', {}, error);
  }
}
