import { type ScryptOptions, createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import type { Home } from '../home/layout.ts';
import { secretFiles } from './home-files.ts';

const cipher = 'aes-256-gcm';
/** 128 MiB and about half a second for each guess. Source: OWASP, Password Storage Cheat Sheet (N = 2^17, r = 8, p = 1). */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const satisfies ScryptOptions;
const shortestPassphrase = 12;

const keyFileSchema = z.object({
  format: z.literal(1),
  kdf: z.literal('scrypt-17-8-1'),
  salt: z.base64(),
  iv: z.base64(),
  tag: z.base64(),
  sealed: z.base64(),
});
const contentSchema = z.record(z.string(), z.string());

/** The keys of a home, by their path in it. */
export type HomeKeys = Readonly<Record<string, string>>;

/** Writes all keys of the home into a file that the passphrase opens. Returns which. @throws PassphraseTooShort, FileUnwritable */
export async function exportKeys(home: Home, file: string, passphrase: string): Promise<string[]> {
  if (passphrase.length < shortestPassphrase)
    throw problem('PassphraseTooShort', { least: shortestPassphrase });
  const paths = secretFiles(home);
  if (paths.length === 0) throw problem('BackupNoHome', { home: home.directory });
  const keys: Record<string, string> = {};
  for (const path of paths) keys[path] = await readFile(join(home.directory, path), 'utf8');
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const sealing = createCipheriv(cipher, scryptSync(passphrase, salt, 32, cost), iv);
  const sealed = Buffer.concat([sealing.update(JSON.stringify(keys)), sealing.final()]);
  const text = JSON.stringify({
    format: 1,
    kdf: 'scrypt-17-8-1',
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: sealing.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  } satisfies z.infer<typeof keyFileSchema>);
  // Never over another one: it may be the only way to open an older backup.
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw problem('KeyFileNotWritten', { file, reason: error.code ?? error.message }, error);
  });
  return paths;
}

/** @throws KeyFileUnreadable, PassphraseWrong */
export async function openKeys(file: string, passphrase: string): Promise<HomeKeys> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw problem('KeyFileUnreadable', { file, reason: error.code ?? error.message }, error);
  });
  const read = keyFileSchema.safeParse(jsonOf(text));
  if (!read.success) throw problem('KeyFileUnreadable', { file, reason: 'it holds no exported keys' });
  const { salt, iv, tag, sealed } = read.data;
  const bytes = (encoded: string): Buffer => Buffer.from(encoded, 'base64');
  try {
    const key = scryptSync(passphrase, bytes(salt), 32, cost);
    const opening = createDecipheriv(cipher, key, bytes(iv)).setAuthTag(bytes(tag));
    const opened = Buffer.concat([opening.update(bytes(sealed)), opening.final()]).toString('utf8');
    return contentSchema.parse(JSON.parse(opened));
  } catch (error) {
    throw problem('PassphraseWrong', { file }, error);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
