import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { RowProgram } from './row-program.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'test/rows/bin/Release/net10.0/Tenantry.PowerShell.Rows.dll');

/** Publishes the modules and builds the row program. */
export async function build(): Promise<void> {
  await run('dotnet', ['msbuild', 'publish.proj', '-v:q', '-nologo'], { cwd: root });
  await run('dotnet', ['build', 'test/rows', '-c', 'Release', '-v:q', '-nologo'], { cwd: root });
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
