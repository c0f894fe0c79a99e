import { openPromise } from 'yauzl';

import { isProblem, problem } from '#kernel';

import { type FileSink, fileFault } from '../unpacking/file-sink.ts';
import {
  type PackageEntry,
  type PackageLimits,
  RefusedPackage,
  contentOf,
  packageEntries,
} from './package-entries.ts';

const endings = ['.psd1', '.psm1', '.dll'];
/** `Name/1.2.3/Name.psd1` is the deepest that a module lies. */
const deepest = 2;

/**
 * Unpacks the module of this name as `<Name>/…`, named as its manifest writes it.
 * @throws PackageRefused, ModuleNotInPackage
 */
export async function unpackModule(
  file: string,
  name: string,
  write: FileSink,
  limits?: PackageLimits,
): Promise<void> {
  try {
    const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
    try {
      const entries = await packageEntries(zip, limits);
      const { top, title } = findModule(entries, name);
      for (const { path, entry } of below(entries, top)) {
        await write([title, ...path], contentOf(zip, entry));
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
  const reason = fileFault(error);
  if (reason !== undefined) return reason;
  const { message } = error as Error;
  return `it is no zip file that can be read (${message})`;
}
