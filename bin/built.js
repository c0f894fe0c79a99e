// Plain JavaScript without dependencies: it runs before anything of the product does.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What decides what is built, besides the sources. */
const settings = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tools/build.ts',
  'tools/build-programs.ts',
  'tools/build-portal.ts',
];

/** The stamp in `dist`: when its build began, in milliseconds. */
export const stampFile = 'dist/build-began';

/**
 * Whether `dist` holds what the sources of this repository say today: nothing of them changed since its build began. A
 * folder counts too, since a file that is gone is seen there only.
 */
export function isBuilt(root) {
  try {
    const began = Number(readFileSync(join(root, stampFile), 'utf8'));
    const unchanged = (path) => statSync(path).mtimeMs < began;
    if (!settings.every((file) => unchanged(join(root, file)))) return false;
    return ['src', 'portal'].every((folder) => {
      const sources = join(root, folder);
      const below = readdirSync(sources, { recursive: true });
      return unchanged(sources) && below.every((name) => unchanged(join(sources, name)));
    });
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}
