import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findProgram } from '../../isolation/bubblewrap.ts';

/** The PowerShell host is compiled for it; a newer one would compile it again at each start. */
export const runtimeMajor = 10;

/** A .NET that can run the PowerShell host. */
export interface Dotnet {
  readonly executable: string;
  readonly folder: string;
  readonly version: string;
}

/** Told by its folders, since starting it to ask takes a second. */
export function findDotnet(): Dotnet | undefined {
  const found = findProgram('dotnet');
  if (found === undefined) return undefined;
  const executable = realpathSync(found);
  const folder = dirname(executable);
  const runtimes = join(folder, 'shared/Microsoft.NETCore.App');
  if (!existsSync(runtimes)) return undefined;
  const version = readdirSync(runtimes).findLast((name) => name.startsWith(`${runtimeMajor}.`));
  return version === undefined ? undefined : { executable, folder, version };
}

/** What every .NET process of a job is started with. */
export const dotnetEnvironment = {
  // Nobody debugs a job, and without this each of them opens a socket for it.
  DOTNET_EnableDiagnostics: '0',
  DOTNET_TieredPGO: '0',
  DOTNET_NOLOGO: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
} as const;
