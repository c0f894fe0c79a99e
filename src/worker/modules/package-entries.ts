import { type Entry, type ZipFile, validateFileName } from 'yauzl';

/** A file of a package, by a path that was checked. */
export interface PackageEntry {
  /** Segments below the top of the package. */
  readonly path: readonly string[];
  readonly entry: Entry;
}

/** A package that is not unpacked; the text says why, for people. */
export class RefusedPackage extends Error {}

export interface PackageLimits {
  readonly files: number;
  /** Of all files, unpacked. */
  readonly bytes: number;
}

/** Of the largest modules in the gallery some have five thousand files and 200 MB. */
export const packageLimits: PackageLimits = { files: 20_000, bytes: 512 * 1024 * 1024 };

const fileType = 0o170000;
const regularFile = 0o100000;
const directory = 0o040000;
const madeByUnix = 3;

/**
 * The files of a package. Refused are names that lead out of the folder it is unpacked in, links and devices, passwords,
 * and more than the limits. The declared sizes are trusted here: whoever reads a file holds it to its own.
 */
export async function packageEntries(
  zip: ZipFile,
  limits: PackageLimits = packageLimits,
): Promise<PackageEntry[]> {
  if (zip.entryCount > limits.files) throw new RefusedPackage(`it has more than ${limits.files} files`);
  const found: PackageEntry[] = [];
  const names = new Set<string>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const kind = kindOf(entry);
    if (kind === 'folder') continue;
    if (kind === 'other') throw new RefusedPackage(`'${entry.fileName}' is a link or a device`);
    if (!entry.canDecodeFileData())
      throw new RefusedPackage(`'${entry.fileName}' has a password or an unknown compression`);
    bytes += entry.uncompressedSize;
    if (bytes > limits.bytes) throw new RefusedPackage(`unpacked it is larger than ${limits.bytes} bytes`);
    const path = pathOf(entry.fileName);
    if (names.has(path.join('/'))) throw new RefusedPackage(`it has a file twice ('${entry.fileName}')`);
    names.add(path.join('/'));
    found.push({ path, entry });
  }
  return found;
}

/** A file's content, opened when it is first asked for: an error of it always has somebody who hears it. */
export async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
}

function kindOf({ fileName, externalFileAttributes, versionMadeBy }: Entry): 'file' | 'folder' | 'other' {
  const type = (externalFileAttributes >>> 16) & fileType;
  if (versionMadeBy >>> 8 === madeByUnix && type !== 0 && type !== regularFile && type !== directory)
    return 'other';
  return fileName.endsWith('/') ? 'folder' : 'file';
}

/** Names in a nupkg are those of an address (OPC, part 2): decoded first, checked after. */
function pathOf(written: string): readonly string[] {
  let name = written;
  try {
    name = decodeURIComponent(written);
  } catch {
    // A percent sign that is only a percent sign.
  }
  const path = name.split('/');
  const fault = validateFileName(name);
  if (
    fault !== null ||
    name.includes('\0') ||
    name.includes('\\') ||
    path.some((part) => ['', '.', '..'].includes(part))
  )
    throw new RefusedPackage(`'${written}' is no path below its folder`);
  return path;
}
