import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { openPromise } from 'yauzl';

import { isProblem, problem } from '#kernel';

import { type PackageEntry, type PackageLimits, RefusedPackage, packageEntries } from './package-entries.ts';

const endings = ['.psd1', '.psm1', '.dll'];
/** `Name/1.2.3/Name.psd1` is the deepest that a module lies. */
const deepest = 2;

/**
 * Unpacks the module of this name into `into/<Name>`, named as its manifest writes it.
 * @throws PackageRefused, ModuleNotInPackage
 */
export async function unpackModule(
  file: string,
  name: string,
  into: string,
  limits?: PackageLimits,
): Promise<void> {
  try {
    const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
    try {
      const entries = await packageEntries(zip, limits);
      const { top, title } = findModule(entries, name);
      for (const { path, entry } of below(entries, top)) {
        const target = join(into, title, ...path);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        // Nothing is written twice, and through no link: the file must be new.
        const output = createWriteStream(target, { flags: 'wx', mode: 0o600 });
        await pipeline(await zip.openReadStreamPromise(entry), output);
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('PackageRefused', { name, reason: reasonOf(error) }, error);
  }
}

/** Where the module's own file lies, and how it writes the module's name. */
function findModule(
  entries: readonly PackageEntry[],
  name: string,
): { readonly top: readonly string[]; readonly title: string } {
  const wanted = endings.map((ending) => `${name}${ending}`.toLowerCase());
  const rank = ({ path }: PackageEntry): number =>
    path.length * endings.length + wanted.indexOf((path.at(-1) ?? '').toLowerCase());
  const [best] = entries
    .filter(
      ({ path }) => wanted.includes((path.at(-1) ?? '').toLowerCase()) && mayHold(path.slice(0, -1), name),
    )
    .toSorted((a, b) => rank(a) - rank(b));
  if (best === undefined) throw problem('ModuleNotInPackage', { name });
  const own = best.path.at(-1) ?? '';
  return { top: best.path.slice(0, -1), title: own.slice(0, own.lastIndexOf('.')) };
}

function mayHold(folders: readonly string[], name: string): boolean {
  const [first, second] = folders;
  if (folders.length > deepest) return false;
  return (
    (first === undefined || first.toLowerCase() === name.toLowerCase()) &&
    (second === undefined || /^\d+(?:\.\d+)+$/.test(second))
  );
}

/** The files below a folder; at the top of a nupkg without what only the gallery needs. */
function below(entries: readonly PackageEntry[], top: readonly string[]): PackageEntry[] {
  return entries
    .filter(
      ({ path }) => top.every((part, at) => path[at] === part) && !(top.length === 0 && isWrapping(path)),
    )
    .map(({ path, entry }) => ({ path: path.slice(top.length), entry }));
}

function isWrapping([first = '', ...rest]: readonly string[]): boolean {
  if (rest.length > 0) return first === '_rels' || first === 'package';
  return first === '[Content_Types].xml' || first.endsWith('.nuspec') || first === '.signature.p7s';
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusedPackage) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return 'it has a file twice';
  if (code === 'ENOSPC') return 'the disk of the worker is full';
  return `it is no zip file that can be read (${message})`;
}
