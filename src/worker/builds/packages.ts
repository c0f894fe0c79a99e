import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/**
 * Folders that the build program needs: the package's own code, and the `node_modules` folders in which its dependencies
 * lie (its own, and the one it is installed in). Never the folder of the package as a whole, which may hold anything.
 */
export function buildFolders(packageRoot: string, sources: string): readonly string[] {
  const root = packageRoot.replace(/\/$/, '');
  const within = dirname(root);
  const folders = [
    sources,
    join(root, 'package.json'),
    join(root, 'node_modules'),
    ...(basename(within) === 'node_modules' ? [within] : []),
    ...(basename(dirname(within)) === 'node_modules' ? [dirname(within)] : []),
    nodeModulesOf(root),
  ];
  return [...new Set(folders)].filter((folder) => existsSync(folder));
}

/** Where the compiler really lies, when the package manager keeps dependencies in a store of its own. */
function nodeModulesOf(root: string): string {
  const found = realpathSync(createRequire(join(root, 'package.json')).resolve('typescript/package.json'));
  const at = found.lastIndexOf('/node_modules/');
  return found.slice(0, at) + '/node_modules';
}
