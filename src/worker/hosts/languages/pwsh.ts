import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { findProgram, findPrograms, isWithinSystem } from '../../isolation/bubblewrap.ts';
import { dotnetEnvironment } from './dotnet.ts';
import { type Language, type Missing, fits } from './language.ts';

const run = promisify(execFile);
const oldest = [7, 4] as const;
const patience = 30_000;

/** An installed PowerShell. */
export interface Pwsh {
  readonly executable: string;
  readonly version: string;
}

/** The one that TENANTRY_PWSH names, else the first on the PATH; undefined when there is none. */
export async function findPwsh(named = process.env['TENANTRY_PWSH']): Promise<Pwsh | Missing | undefined> {
  const candidate = named === undefined || named === '' ? findProgram('pwsh') : named;
  if (candidate === undefined) return undefined;
  const remedy =
    'Install PowerShell 7.4 or newer, or name another one by TENANTRY_PWSH, and start the worker again.';
  try {
    const executable = realpathSync(candidate);
    const environment = { ...process.env, ...dotnetEnvironment };
    const { stdout } = await run(executable, ['-Version'], { timeout: patience, env: environment });
    const version = /(\d+)\.(\d+)\.\d+\S*/.exec(stdout);
    if (version === null) return { reason: `${candidate} does not tell its version`, remedy };
    const [major, minor] = [Number(version[1]), Number(version[2])];
    const tooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
    return tooOld
      ? { reason: `${candidate} is PowerShell ${version[0]}`, remedy }
      : { executable, version: version[0] };
  } catch (error) {
    return { reason: `${candidate} does not run: ${(error as Error).message.split('\n')[0]}`, remedy };
  }
}

/** Where Microsoft's packages put it, beside what is on the PATH. */
const installed = '/opt/microsoft/powershell';

/** The first installed one of this version, which may leave its last parts open: `7.4`. TENANTRY_PWSH goes first. */
export async function findPwshOf(version: string): Promise<Pwsh | Missing> {
  const named = process.env['TENANTRY_PWSH'] ?? '';
  const packaged = existsSync(installed)
    ? readdirSync(installed).map((each) => join(installed, each, 'pwsh'))
    : [];
  const places = [...(named === '' ? [] : [named]), ...findPrograms('pwsh'), ...packaged.filter(existsSync)];
  const seen: string[] = [];
  for (const place of new Set(places)) {
    const found = await findPwsh(place);
    if (found === undefined) continue;
    if ('executable' in found && fits(found.version, version)) return found;
    seen.push('reason' in found ? found.reason : `${place} is PowerShell ${found.version}`);
  }
  return {
    reason: `its runtime environment wants an installed pwsh ${version}, and ${seen.join(', ') || 'none is installed'}`,
    remedy: `Install PowerShell ${version}, or name it by TENANTRY_PWSH, and start the worker again; or let the environment use the engine 'tenantry'.`,
  };
}

/** Runs the engine's library inside an installed pwsh, with all of its own cmdlets. */
export function pwshLanguage({ executable, version }: Pwsh, hostFolder: string, accounts: string): Language {
  const folder = dirname(executable);
  const readable = {
    [hostFolder]: '/tenantry/program',
    [accounts]: '/etc/passwd',
    // It looks for its own parts beside itself.
    ...(isWithinSystem(folder) ? {} : { [folder]: '/tenantry/pwsh' }),
  };
  const command = (at: (outside: string) => string): readonly string[] => [
    at(executable),
    '-NoProfile',
    '-NonInteractive',
    '-File',
    join(at(hostFolder), 'pwsh/boot.ps1'),
  ];
  return {
    name: 'powershell',
    runs: { kind: 'pwsh', version },
    engine: `pwsh ${version}, ${executable}`,
    artifactEnding: '.ps1',
    withoutSandbox: "with the rights of the worker's own user: install bubblewrap",
    host: {
      readable,
      environment: ({ authority }) => ({ ...dotnetEnvironment, SSL_CERT_FILE: authority }),
      command: ({ at }) => command(at),
    },
    build: {
      readable,
      environment: () => dotnetEnvironment,
      command: ({ at, slot }) => [...command(at), join(slot, 'request.json')],
    },
    importTest: {
      readable,
      environment: () => dotnetEnvironment,
      command: ({ at, slot }) => [...command(at), '-ImportTest', join(slot, 'request.json')],
    },
    pairTest: {
      readable,
      environment: () => dotnetEnvironment,
      command: ({ at, slot }) => [...command(at), '-PairTest', join(slot, 'request.json')],
    },
  };
}
