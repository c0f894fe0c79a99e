import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { TenantryError, problem } from '#kernel';

import { type Boundary, endConfined, spawnConfined } from '../isolation/boundary.ts';
import { packageLimits } from '../modules/package-entries.ts';
import { fileFault, folderSink } from './file-sink.ts';
import { type Parcel, readParcels } from './parcels.ts';

/** Unpacks a file into a folder. @throws PackageRefused, ModuleNotInPackage, WheelRefused */
export type Unpack = (file: string, name: string, into: string) => Promise<void>;

/** What the program may say that was wrong with a package. */
const faults = ['PackageRefused', 'ModuleNotInPackage', 'WheelRefused'] as const;
const mostMilliseconds = 120_000;

/**
 * Has packages unpacked by a process that is thrown away: in the sandbox where there is one, under Node.js's permissions in any
 * case, with nothing but the package to read and nothing to write. Here only names are checked, and files written.
 */
export function createUnpacker(options: {
  readonly boundary: Boundary;
  /** `unpack.cjs`. */
  readonly program: string;
  readonly memoryBytes: number;
}): (kind: 'module' | 'wheel') => Unpack {
  const { boundary, program, memoryBytes } = options;
  const node = process.execPath;
  const folder = dirname(program);
  return (kind) =>
    unpackerOf({
      boundary,
      memoryBytes,
      fault: kind === 'module' ? 'PackageRefused' : 'WheelRefused',
      readable: { [folder]: '/tenantry/program', [node]: '/tenantry/node' },
      command: (at, file, name) => [
        at(node),
        '--permission',
        `--allow-fs-read=${at(folder)}`,
        `--allow-fs-read=${at(file)}`,
        '--disable-warning=ExperimentalWarning',
        at(program),
        kind,
        at(file),
        name,
      ],
    });
}

/** A program that reads a package and sends files in parcels. */
export interface UnpackProgram {
  readonly boundary: Boundary;
  readonly memoryBytes: number;
  /** What everything else that is wrong is told as. */
  readonly fault: 'PackageRefused' | 'WheelRefused';
  /** Beside the package. */
  readonly readable: Readonly<Record<string, string>>;
  command(at: (outside: string) => string, file: string, name: string): readonly string[];
}

/** Writes what the program makes of a package into a folder. */
export function unpackerOf(program: UnpackProgram): Unpack {
  const { boundary, memoryBytes, fault, readable } = program;
  return async (file, name, into) => {
    const refused = (reason: string, cause?: unknown): Error => problem(fault, { name, reason }, cause);
    const child = spawnConfined(boundary, {
      readable: { ...readable, [file]: '/tenantry/package' },
      environment: () => ({}),
      workingDirectory: Object.keys(readable)[0]!,
      memoryBytes,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      command: (at) => program.command(at, file, name),
    });
    let late = false;
    const timer = setTimeout(() => ((late = true), endConfined(child, boundary)), mostMilliseconds);
    const closed = once(child, 'close').catch(() => {});
    const complaint = text(child.stderr!).catch(() => '');
    try {
      const last = await receive(child.stdio[3] as Readable, into).catch((error: unknown) => {
        const reason = fileFault(error);
        throw reason === undefined ? error : refused(reason, error);
      });
      if (last !== undefined && 'fault' in last) throw told(last, refused);
      if (last === undefined || !('end' in last))
        throw refused(
          late ? 'unpacking it took too long' : `unpacking it came to no end (${lastLine(await complaint)})`,
        );
    } finally {
      clearTimeout(timer);
      endConfined(child, boundary);
      // What nobody reads any more would keep it from being closed.
      (child.stdio[3] as Readable).destroy();
      await closed;
    }
  };
}

/** Writes what comes below the folder, and returns the last parcel that is about no file. */
async function receive(stream: AsyncIterable<Buffer>, into: string): Promise<Parcel | undefined> {
  const write = folderSink(into);
  const parcels = readParcels(stream);
  const count = { files: 0, bytes: 0 };
  let next = await parcels.next();
  while (next.done !== true && 'file' in next.value) {
    const path = next.value.file;
    if (!isPath(path) || (count.files += 1) > packageLimits.files) return undefined;
    let after: IteratorResult<Parcel, void> | undefined;
    await write(
      path,
      (async function* () {
        for (
          after = await parcels.next();
          after.done !== true && 'bytes' in after.value;
          after = await parcels.next()
        ) {
          count.bytes += after.value.bytes.length;
          // The program has refused more already; this is for one that is no longer itself.
          if (count.bytes > packageLimits.bytes)
            throw problem('PackageRefused', { name: path.join('/'), reason: 'it is too large' });
          yield after.value.bytes;
        }
      })(),
    );
    next = after ?? (await parcels.next());
  }
  return next.done === true ? undefined : next.value;
}

/** Whatever the program says, nothing is written outside of the folder. */
function isPath(path: readonly string[]): boolean {
  return path.length > 0 && path.every((part) => !['', '.', '..'].includes(part) && !/[/\\\0]/.test(part));
}

function told({ fault }: Extract<Parcel, { fault: unknown }>, refused: (reason: string) => Error): Error {
  const code = faults.find((each) => each === fault.code);
  return code === undefined
    ? refused(`it cannot be unpacked (${fault.code})`)
    : new TenantryError(code, fault.values);
}

function lastLine(complaint: string): string {
  return complaint.trim().split('\n').at(-1) ?? '';
}
