import { realpath } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { problem } from '#kernel';

/** Folders of this machine whose repositories may be read: `/srv/runbooks:/home/ops/git`. None unless the administrator says so. */
export function declaredFolders(declared = process.env['TENANTRY_SOURCE_FOLDERS'] ?? ''): readonly string[] {
  return declared.split(':').filter((folder) => isAbsolute(folder));
}

/**
 * Where a repository of this machine really lies.
 * @throws SourceFolderRefused when that is outside of what the administrator declared, whatever links lead there
 */
export async function demandLocalRepository(url: string, folders: readonly string[]): Promise<string> {
  const refused = (): Error => problem('SourceFolderRefused', { url });
  let path: string;
  try {
    path = await realpath(fileURLToPath(url));
  } catch {
    throw refused();
  }
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined && (path === real || path.startsWith(`${real}${sep}`))) return path;
  }
  throw refused();
}
