import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { EngineWish } from '#worker-link';

import { isWithinSystem } from '../../isolation/bubblewrap.ts';
import { type Dotnet, dotnetEnvironment, findDotnet, runtimeMajor } from './dotnet.ts';
import type { Language, Machine, Missing, Program } from './language.ts';
import { findPwsh, findPwshOf, pwshLanguage } from './pwsh.ts';

const program = 'Tenantry.PowerShell.Host.dll';
/** .NET asks the system for the name of its user, and fails when there is none. */
const account = 'nobody:x:65534:65534:runbook:/tmp/home:/usr/sbin/nologin\n';

/**
 * The engine that is wanted; without a wish the installed pwsh that TENANTRY_PWSH names, else our own process on the
 * official engine, which `npm run build` publishes where there is a .NET SDK.
 */
export async function findPowerShell(
  { packageRoot, programs }: Machine,
  wish?: EngineWish,
): Promise<Language | Missing> {
  const folder = join(packageRoot, 'hosts/powershell/out');
  const sdk = `the .NET ${runtimeMajor} SDK (dotnet-sdk-${runtimeMajor}.0)`;
  if (!existsSync(join(folder, program))) {
    return {
      reason: 'its host was not built',
      remedy: `Install ${sdk}, run 'npm run build', and start the worker again.`,
    };
  }
  const accounts = join(programs, 'powershell/passwd');
  await mkdir(dirname(accounts), { recursive: true, mode: 0o700 });
  await writeFile(accounts, account);
  const named = process.env['TENANTRY_PWSH'] ?? '';
  const pwsh =
    wish === undefined
      ? named === ''
        ? undefined
        : await findPwsh(named)
      : wish.kind === 'pwsh'
        ? await findPwshOf(wish.version)
        : undefined;
  if (pwsh !== undefined) return 'reason' in pwsh ? pwsh : pwshLanguage(pwsh, folder, accounts);
  const dotnet = findDotnet();
  if (dotnet !== undefined) return ownLanguage(dotnet, folder, accounts);
  return {
    reason: `.NET ${runtimeMajor} was not found`,
    remedy: `Install the .NET ${runtimeMajor} runtime (dotnet-runtime-${runtimeMajor}.0), and start the worker again.`,
  };
}

/** What was published: the engine itself need not be started to ask. */
function engineVersion(folder: string): string {
  const text = readFileSync(join(folder, 'Tenantry.PowerShell.Host.deps.json'), 'utf8');
  return /"System\.Management\.Automation\/([^"]+)"/.exec(text)?.[1] ?? '';
}

function ownLanguage(dotnet: Dotnet, folder: string, accounts: string): Language {
  const readable = {
    [folder]: '/tenantry/program',
    [accounts]: '/etc/passwd',
    ...(isWithinSystem(dotnet.folder) ? {} : { [dotnet.folder]: '/tenantry/dotnet' }),
  };
  const answering = (request: string): Program => ({
    readable,
    environment: () => dotnetEnvironment,
    command: ({ at, slot }) => [
      at(dotnet.executable),
      join(at(folder), program),
      request,
      join(slot, 'request.json'),
    ],
  });
  return {
    name: 'powershell',
    runs: { kind: 'tenantry', version: engineVersion(folder) },
    engine: `our own process on the official engine, .NET ${dotnet.version}, ${dotnet.executable}`,
    artifactEnding: '.ps1',
    withoutSandbox: "with the rights of the worker's own user: install bubblewrap",
    host: {
      readable,
      // OpenSSL looks for it when it is loaded, which is before the job.
      environment: ({ authority }) => ({ ...dotnetEnvironment, SSL_CERT_FILE: authority }),
      command: ({ at }) => [at(dotnet.executable), join(at(folder), program)],
    },
    build: answering('--describe'),
    importTest: answering('--import-test'),
    pairTest: answering('--pair-test'),
  };
}
