import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { findProgram } from '../../isolation/bubblewrap.ts';
import type { Language, Machine, Missing } from './language.ts';

const program = 'Tenantry.PowerShell.Host.dll';
/** The host is compiled for it; a newer one would compile it again at each start. */
const runtimeMajor = 10;

/** Our own process on the official engine, published by `npm run build` where there was a .NET SDK. */
export async function findPowerShell({ packageRoot, programs }: Machine): Promise<Language | Missing> {
  const folder = join(packageRoot, 'hosts/powershell/out');
  const dotnet = findDotnet();
  if (dotnet === undefined) {
    return {
      reason: `.NET ${runtimeMajor} was not found`,
      remedy: `Install the .NET ${runtimeMajor} SDK (dotnet-sdk-${runtimeMajor}.0), run 'npm run build', and start the worker again`,
    };
  }
  if (!existsSync(join(folder, program))) {
    return {
      reason: 'its host was not built',
      remedy: `Run 'npm run build' with the .NET ${runtimeMajor} SDK installed, and start the worker again`,
    };
  }
  const accounts = join(programs, 'powershell/passwd');
  await mkdir(dirname(accounts), { recursive: true, mode: 0o700 });
  await writeFile(accounts, account);
  return powershellLanguage(dotnet, folder, accounts);
}

/** .NET asks the system for the name of its user, and fails when there is none. */
const account = 'nobody:x:65534:65534:runbook:/tmp/home:/usr/sbin/nologin\n';

/** The folder of a .NET that can run the host, and the program that starts it. */
export interface Dotnet {
  readonly executable: string;
  readonly folder: string;
}

/** Told by its folders, since starting it to ask takes a second. */
export function findDotnet(): Dotnet | undefined {
  const found = findProgram('dotnet');
  if (found === undefined) return undefined;
  const executable = realpathSync(found);
  const folder = dirname(executable);
  const runtimes = join(folder, 'shared/Microsoft.NETCore.App');
  const fits =
    existsSync(runtimes) && readdirSync(runtimes).some((name) => name.startsWith(`${runtimeMajor}.`));
  return fits ? { executable, folder } : undefined;
}

const environment = {
  // Nobody debugs a job, and without this each of them opens a socket for it.
  DOTNET_EnableDiagnostics: '0',
  DOTNET_TieredPGO: '0',
  DOTNET_NOLOGO: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
};

function powershellLanguage(
  { executable, folder: dotnet }: Dotnet,
  folder: string,
  accounts: string,
): Language {
  const readable = {
    [folder]: '/tenantry/program',
    [accounts]: '/etc/passwd',
    ...(dotnet.startsWith('/usr/') ? {} : { [dotnet]: '/tenantry/dotnet' }),
  };
  return {
    name: 'powershell',
    artifactEnding: '.ps1',
    withoutSandbox: "with the rights of the worker's own user: install bubblewrap",
    host: {
      readable,
      // OpenSSL looks for it when it is loaded, which is before the job.
      environment: ({ authority }) => ({ ...environment, SSL_CERT_FILE: authority }),
      command: ({ at }) => [at(executable), join(at(folder), program)],
    },
    build: {
      readable,
      environment: () => environment,
      command: ({ at, slot }) => [
        at(executable),
        join(at(folder), program),
        '--describe',
        join(slot, 'request.json'),
      ],
    },
  };
}
