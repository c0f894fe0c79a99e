import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';

import type { CallRecord, StepRecord, StreamRecord } from '#worker-link';

/** What waits on the disk for its way to the control plane. */
export type SpoolEntry =
  | { readonly streams: readonly StreamRecord[] }
  | { readonly calls: readonly CallRecord[] }
  | { readonly step: StepRecord };

const [lengthBytes, nonceBytes, tagBytes] = [4, 12, 16];
const cipher = 'aes-256-gcm';

/**
 * An entry as it lies in a file: its length, then the sealed text. Results of steps may hold secrets, so nothing lies there in
 * the clear; and what was sealed for one attempt opens for no other.
 */
export function sealEntry(entry: SpoolEntry, key: Buffer, attempt: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(attempt));
  const text = Buffer.concat([sealing.update(JSON.stringify(entry), 'utf8'), sealing.final()]);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(nonceBytes + tagBytes + text.length);
  return Buffer.concat([length, nonce, sealing.getAuthTag(), text]);
}

function openEntry(sealed: Buffer, key: Buffer, attempt: string): SpoolEntry {
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(attempt));
  opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]);
  return JSON.parse(text.toString('utf8')) as SpoolEntry;
}

/** The entry that begins there and has so many bytes in the file. */
export async function readEntry(
  file: FileHandle,
  at: { readonly position: number; readonly bytes: number },
  key: Buffer,
  attempt: string,
): Promise<SpoolEntry> {
  const buffer = Buffer.alloc(at.bytes);
  await file.read(buffer, 0, at.bytes, at.position);
  return openEntry(buffer.subarray(lengthBytes), key, attempt);
}

/** All entries of a file, up to one that was cut off when its writer died. */
export async function readEntries(path: string, key: Buffer, attempt: string): Promise<SpoolEntry[]> {
  const content = await readFile(path);
  const entries: SpoolEntry[] = [];
  for (let at = 0; at + lengthBytes <= content.length;) {
    const end = at + lengthBytes + content.readUInt32BE(at);
    if (end > content.length) break;
    try {
      entries.push(openEntry(content.subarray(at + lengthBytes, end), key, attempt));
    } catch {
      break;
    }
    at = end;
  }
  return entries;
}

export const openSpoolFile = (path: string): Promise<FileHandle> => open(path, 'w+', 0o600);
