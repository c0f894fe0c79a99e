import { execFile } from 'node:child_process';
import { access, glob, mkdir, rmdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { delay, systemClock } from '#kernel';

import { buildPowerShell } from '../../../tools/build-powershell.ts';
import { RowProgram } from './row-program.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'test/rows/bin/Release/net10.0/Tenantry.PowerShell.Rows.dll');

const lock = join(root, 'out.lock');

let built: Promise<void> | undefined;

/** Publishes the modules and builds the row program, where they are older than their sources; test files that run side by side wait for one another. */
export function build(): Promise<void> {
  return (built ??= buildAlone());
}

async function buildAlone(): Promise<void> {
  const release = await locked();
  try {
    await publish();
  } finally {
    await release();
  }
}

async function publish(): Promise<void> {
  // A process that runs from what is published must not have it written anew under its feet.
  buildPowerShell(root);
  // A build that has nothing to do takes seconds to find that out.
  if (await isBuilt()) return;
  await run('dotnet', ['build', 'test/rows', '-c', 'Release', '-v:q', '-nologo', '-nodeReuse:false'], {
    cwd: root,
  });
}

/** Whether the row program is younger than all that it is made of. */
async function isBuilt(): Promise<boolean> {
  const made = await stat(program).catch(() => undefined);
  if (made === undefined) return false;
  const sources = await Array.fromAsync(
    glob(['test/rows/*.{cs,csproj}', '*.{props,targets}'], { cwd: root }),
  );
  const changed = await Promise.all(sources.map(async (file) => (await stat(join(root, file))).mtimeMs));
  return sources.length > 0 && changed.every((at) => at < made.mtimeMs);
}

/** A folder is made by exactly one; one that is older than any build was left by a run that was killed. */
async function locked(): Promise<() => Promise<void>> {
  const longest = 15 * 60_000;
  for (;;) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (mine) return () => rmdir(lock);
    const made = await stat(lock).catch(() => undefined);
    if (made !== undefined && systemClock.now() - made.mtimeMs > longest)
      await rmdir(lock).catch(() => undefined);
    await delay(200);
  }
}

/** Our own process with our own modules, and more of an environment where a row needs one. */
export function ours(environment: Readonly<Record<string, string>> = {}): RowProgram {
  return new RowProgram('dotnet', [program], { PSModulePath: join(root, 'out/Modules'), ...environment });
}

/** The same rows inside an installed pwsh, with its own modules. */
export function theirs(pwsh: string, environment: Readonly<Record<string, string>> = {}): RowProgram {
  const load = `Add-Type -Path '${program}'; [Tenantry.PowerShell.Rows.Program]::Main()`;
  return new RowProgram(pwsh, ['-NoProfile', '-NonInteractive', '-Command', load], environment);
}

/** The program of that name on the path. */
export async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

/** The version of an installed pwsh, `7.6` as 706. */
export async function version(pwsh: string): Promise<number> {
  const { stdout } = await run(pwsh, ['-NoProfile', '-Command', '$PSVersionTable.PSVersion.ToString()']);
  const [major, minor] = stdout.trim().split('.').map(Number);
  return major! * 100 + minor!;
}
