import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system so small that it can be filled. Undefined where file systems cannot be mounted, for which one has to be root. */
export function mountSmall(folder: string, mebibytes: number): string | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return folder;
  } catch {
    return undefined;
  }
}

/** Takes all that is left of it, while `meanwhile` lasts. Resolves with how many MiB that was. */
export async function filled(folder: string, meanwhile: () => Promise<void>): Promise<number> {
  const filler = join(folder, 'filler');
  let size = 0;
  try {
    for (const chunk = Buffer.alloc(1024 * 1024); ; size += 1) writeFileSync(filler, chunk, { flag: 'a' });
  } catch {
    await meanwhile();
  }
  rmSync(filler, { force: true });
  return size;
}
