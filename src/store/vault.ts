import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { isoTime, newId, problem, systemClock } from '#kernel';

import { synced } from './durable-file.ts';

/**
 * Envelope encryption: each record has a data key of its own, wrapped by the key-encryption key that lies outside the
 * database. A record opens only with the associated data it was sealed with, so that none can be moved to another row.
 */
export interface Vault {
  seal(plaintext: string | Uint8Array, associated: string): Buffer;
  /** Rejects with `VaultRecordBroken` when the record was changed, cut or moved. */
  open(record: Uint8Array, associated: string): Buffer;
  openText(record: Uint8Array, associated: string): string;
}

interface KeyFile {
  readonly current: number;
  readonly keys: readonly { readonly version: number; readonly key: string; readonly createdAt: string }[];
}

const format = 1;
const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes, keyBytes] = [12, 16, 32] as const;
const headerBytes = 1 + 4;
const wrappedBytes = ivBytes + keyBytes + tagBytes;

/** Record: format (1) · key version (4) · wrapped data key (iv, key, tag) · iv · ciphertext · tag. */
export function openVault(options: { readonly keyFile: string }): Vault {
  const { current, keys } = readKeys(options.keyFile);
  const currentKey = keys.get(current);
  if (currentKey === undefined) throw problem('VaultKeyWrong', { file: options.keyFile });

  return {
    seal(plaintext, associated) {
      const header = Buffer.alloc(headerBytes);
      header.writeUInt8(format);
      header.writeUInt32BE(current, 1);
      const dataKey = randomBytes(keyBytes);
      const bound = Buffer.concat([header, Buffer.from(associated)]);
      return Buffer.concat([
        header,
        encrypt(currentKey, dataKey, bound),
        encrypt(dataKey, Buffer.from(plaintext), bound),
      ]);
    },
    open(record, associated) {
      const whole = Buffer.from(record);
      if (whole.length < headerBytes + wrappedBytes + ivBytes + tagBytes || whole.readUInt8() !== format) {
        throw problem('VaultRecordBroken');
      }
      const header = whole.subarray(0, headerBytes);
      const key = keys.get(header.readUInt32BE(1));
      if (key === undefined) throw problem('VaultKeyWrong', { file: options.keyFile });
      const bound = Buffer.concat([header, Buffer.from(associated)]);
      const dataKey = decrypt(key, whole.subarray(headerBytes, headerBytes + wrappedBytes), bound);
      return decrypt(dataKey, whole.subarray(headerBytes + wrappedBytes), bound);
    },
    openText(record, associated) {
      return this.open(record, associated).toString('utf8');
    },
  };
}

function encrypt(key: Buffer, plaintext: Buffer, associated: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv).setAAD(associated);
  return Buffer.concat([iv, sealing.update(plaintext), sealing.final(), sealing.getAuthTag()]);
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

/** Makes the key at first use. A key that others can read is refused: it would be no secret. */
function readKeys(file: string): { current: number; keys: ReadonlyMap<number, Buffer> } {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) makeKey(file);
  else if ((mode & 0o077) !== 0) throw problem('VaultKeyExposed', { file, mode: (mode & 0o777).toString(8) });
  try {
    const { current, keys } = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    const read = new Map(keys.map(({ version, key }) => [version, Buffer.from(key, 'base64')]));
    if ([...read.values()].every(({ length }) => length === keyBytes)) return { current, keys: read };
  } catch (error) {
    throw problem('VaultKeyDamaged', { file }, error);
  }
  throw problem('VaultKeyDamaged', { file });
}

/**
 * Whole and on the disk before anything is sealed with it, and never in place of a key that another process made
 * meanwhile: what that one sealed could not be opened again.
 */
function makeKey(file: string): void {
  const key = randomBytes(keyBytes).toString('base64');
  const made: KeyFile = { current: 1, keys: [{ version: 1, key, createdAt: isoTime(systemClock.now()) }] };
  const unfinished = `${file}.${newId()}`;
  try {
    synced(unfinished, 'wx', (opened) => writeSync(opened, JSON.stringify(made)));
    linkSync(unfinished, file);
    synced(dirname(file), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
