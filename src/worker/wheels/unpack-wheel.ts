import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';

import { type ZipFile, openPromise } from 'yauzl';

import { isProblem, problem } from '#kernel';

import { type PackageEntry, RefusedPackage, contentOf, packageEntries } from '../modules/package-entries.ts';
import { type FileSink, fileFault } from '../unpacking/file-sink.ts';
import { normalName } from './requirement.ts';
import { type RecordedFile, readHeaders, readRecord } from './wheel-files.ts';

const strong = new Set(['sha256', 'sha384', 'sha512']);
/** Hashes of these would hold themselves. */
const unrecorded = /\.dist-info\/RECORD(?:\.jws|\.p7s)?$/;
const mostText = 4 * 1024 * 1024;

/**
 * Unpacks a wheel as a folder that can stand on Python's path: pure and platform files side by side, without scripts,
 * headers and data, which nothing in a job would look for. Each file must be what the wheel's RECORD says.
 * No pip: the format is a zip with a list, and Debian's Python comes without one.
 * @throws WheelRefused
 */
export async function unpackWheel(file: string, name: string, write: FileSink): Promise<void> {
  try {
    const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
    try {
      const entries = await packageEntries(zip);
      const title = titleOf(entries);
      const record = readRecord(await read(zip, entries, `${title}.dist-info/RECORD`));
      await demandName(zip, entries, title, name);
      demandComplete(entries, record);
      for (const { path, entry } of entries) {
        const whole = path.join('/');
        const target = placeOf(path, title);
        const recorded = record.get(whole);
        if (target === undefined || (recorded === undefined && unrecorded.test(whole))) continue;
        await write(target, checked(whole, recorded, contentOf(zip, entry)));
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('WheelRefused', { name, reason: reasonOf(error) }, error);
  }
}

/** `name-1.2.3`, of the only `.dist-info` at the top. */
function titleOf(entries: readonly PackageEntry[]): string {
  const titles = new Set(
    entries.map(({ path: [first = ''] }) => /^(.+)\.dist-info$/.exec(first)?.[1]).filter(Boolean),
  );
  const [title] = titles;
  if (title === undefined) throw new RefusedPackage('it is no wheel: it has no .dist-info folder at its top');
  if (titles.size > 1) throw new RefusedPackage('it has more than one .dist-info folder');
  return title;
}

async function read(zip: ZipFile, entries: readonly PackageEntry[], path: string): Promise<string> {
  const found = entries.find((each) => each.path.join('/') === path);
  if (found === undefined) throw new RefusedPackage(`it has no ${path}`);
  if (found.entry.uncompressedSize > mostText) throw new RefusedPackage(`its ${path} is too large`);
  return text(await zip.openReadStreamPromise(found.entry));
}

async function demandName(
  zip: ZipFile,
  entries: readonly PackageEntry[],
  title: string,
  name: string,
): Promise<void> {
  const wheel = readHeaders(await read(zip, entries, `${title}.dist-info/WHEEL`));
  const [format = ''] = wheel.get('wheel-version') ?? [];
  if (!/^1\.\d+$/.test(format)) throw new RefusedPackage(`its wheel format '${format}' is not 1.x`);
  const metadata = readHeaders(await read(zip, entries, `${title}.dist-info/METADATA`));
  const [own = ''] = metadata.get('name') ?? [];
  if (normalName(own) !== normalName(name)) throw new RefusedPackage(`it is the wheel of '${own}'`);
}

function demandComplete(entries: readonly PackageEntry[], record: ReadonlyMap<string, RecordedFile>): void {
  const there = new Set(entries.map(({ path }) => path.join('/')));
  for (const path of there)
    if (!record.has(path) && !unrecorded.test(path))
      throw new RefusedPackage(`'${path}' is not in its RECORD`);
  for (const [path, { algorithm }] of record) {
    if (unrecorded.test(path)) continue;
    if (!there.has(path)) throw new RefusedPackage(`'${path}' of its RECORD is not in it`);
    if (!strong.has(algorithm)) throw new RefusedPackage(`'${path}' has no strong hash in its RECORD`);
  }
}

/** Where the file goes; undefined for what a job has no use for. */
function placeOf(path: readonly string[], title: string): readonly string[] | undefined {
  const [first = '', kind = '', ...rest] = path;
  if (!first.endsWith('.data') || normalName(first.slice(0, -5)) !== normalName(title)) return path;
  return kind === 'purelib' || kind === 'platlib' ? rest : undefined;
}

/** Passes a file on, and fails at its end when it was another. */
async function* checked(
  path: string,
  recorded: RecordedFile | undefined,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (recorded === undefined || recorded.algorithm === '') return yield* content;
  const digest = createHash(recorded.algorithm);
  for await (const chunk of content) {
    digest.update(chunk);
    yield chunk;
  }
  const found = digest.digest('base64url');
  if (found !== recorded.digest.replaceAll('=', ''))
    throw new RefusedPackage(`'${path}' is not what its RECORD says: ${recorded.algorithm} is ${found}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusedPackage) return error.message;
  const reason = fileFault(error);
  if (reason !== undefined) return reason;
  const { message } = error as Error;
  return `it is no zip file that can be read (${message})`;
}
