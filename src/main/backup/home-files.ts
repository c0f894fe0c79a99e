import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

import type { Home } from '../home/layout.ts';

/** What of a home is no secret by itself, or is sealed: it goes into the backup. */
export async function openFiles(home: Home): Promise<string[]> {
  const identities = await readdir(home.identityKeys).catch(() => []);
  return existing(home, [
    home.installation,
    `${home.authority}.pem`,
    `${home.server}.pem`,
    `${home.workerAuthority}.pem`,
    `${home.controlPlaneApp}.pem`,
    `${home.cliApp}.pem`,
    `${home.portalApp}.pem`,
    home.portalClient,
    home.auditPublicKey,
    home.auditSeals,
    // Sealed with the keys of the vault; a name with a dot is one that was being written.
    ...identities.filter((name) => !name.includes('.')).map((name) => join(home.identityKeys, name)),
  ]);
}

/** What whoever has it can be us with: it never goes into the backup, and is exported apart. */
export function secretFiles(home: Home): string[] {
  return existing(home, [
    home.keyEncryptionKey,
    home.workerKey,
    home.metricsKey,
    home.auditKey,
    `${home.authority}.key`,
    `${home.server}.key`,
    `${home.workerAuthority}.key`,
    `${home.controlPlaneApp}.key`,
    `${home.cliApp}.key`,
    `${home.portalApp}.key`,
  ]);
}

/** By their path in the home. */
function existing(home: Home, files: readonly string[]): string[] {
  return files.filter((file) => existsSync(file)).map((file) => relative(home.directory, file));
}
