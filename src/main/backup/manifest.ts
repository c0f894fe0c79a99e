import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';
import { faultOfTenantFile } from '#tenant';

export const manifestName = 'backup.json';
export const databaseFolder = 'database';
export const tenantFolder = 'tenants';
export const homeFolder = 'home';

const manifestSchema = z.object({
  format: z.literal(1),
  /** Of Tenantry. */
  version: z.string(),
  createdAt: z.string(),
  subscriptionId: z.string(),
  database: z.object({
    server: z.string(),
    migrations: z.array(z.object({ number: z.number(), checksum: z.string() })),
    tables: z.array(
      z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), file: z.string() }),
    ),
    sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** All files below a folder, by their path in it. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

export async function described(folder: string, path: string): Promise<Manifest['files'][number]> {
  const file = join(folder, path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { path, bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** @throws BackupMissing, BackupBroken, BackupTooNew */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((error: unknown) => {
    throw problem('BackupMissing', { folder }, error);
  });
  const read = z.object({ format: z.number() }).safeParse(parsed(text));
  if (read.success && read.data.format > 1)
    throw problem('BackupTooNew', { found: `format ${read.data.format}` });
  const manifest = manifestSchema.safeParse(parsed(text));
  if (!manifest.success) throw problem('BackupBroken', { file: manifestName, reason: 'it is no manifest' });
  return manifest.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Holds a backup against its manifest: every file is there with its length and SHA-256, none is there that does not belong to it, and
 * each tenant's file is whole. @throws BackupMissing, BackupBroken, BackupTooNew
 */
export async function verifyBackup(
  folder: string,
  onFile: (path: string) => void = () => {},
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const there = new Set(await filesBelow(folder));
  there.delete(manifestName);
  for (const wanted of manifest.files) {
    onFile(wanted.path);
    if (!there.delete(wanted.path))
      throw problem('BackupBroken', { file: wanted.path, reason: 'it is missing' });
    const { bytes, sha256 } = await described(folder, wanted.path);
    if (bytes !== wanted.bytes || sha256 !== wanted.sha256)
      throw problem('BackupBroken', { file: wanted.path, reason: 'it is not what was written' });
    const fault = wanted.path.endsWith('.sqlite') ? faultOfTenantFile(join(folder, wanted.path)) : undefined;
    if (fault !== undefined) throw problem('BackupBroken', { file: wanted.path, reason: fault });
  }
  const [foreign] = there;
  if (foreign !== undefined)
    throw problem('BackupBroken', { file: foreign, reason: 'it does not belong to the backup' });
  const listed = new Set(manifest.files.map(({ path }) => path));
  const untold = manifest.database.tables.find(({ file }) => !listed.has(`${databaseFolder}/${file}`));
  if (untold !== undefined) throw problem('BackupBroken', { file: untold.file, reason: 'it is missing' });
  return manifest;
}
