/**
 * Publishes the PowerShell host and its modules into `hosts/powershell/out` where there is a .NET SDK. Skipped when
 * nothing changed since the last time; never a reason for the rest of the build to fail.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sdkMajor = 10;
/** What decides what is published. */
const sources = ['**/*.{cs,csproj,props,targets,proj,psd1,psm1,ps1,ps1xml,json,tsv}'];
const made = /(?:^|\/)(?:bin|obj|out|test)\//;

export function buildPowerShell(folder: string): void {
  if (!existsSync(folder)) return;
  const sdk = findSdk();
  if (sdk === undefined) {
    say(
      `PowerShell runbooks are off: no .NET ${sdkMajor} SDK was found. Install it (dotnet-sdk-${sdkMajor}.0) and run 'npm run build'.`,
    );
    return;
  }
  const hash = hashOf(folder, sdk);
  const stamp = join(folder, 'out/sources.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Building the PowerShell host, which takes a minute …');
  // Modules that are gone must not stay.
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(
    'dotnet',
    ['msbuild', 'publish.proj', '-v:q', '-nologo', '-nodeReuse:false'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' },
    },
  );
  if (status === 0) return writeFileSync(stamp, hash);
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const faults = `${stdout}\n${stderr}`.split('\n').filter((line) => line.includes('error'));
  say(
    [
      `PowerShell runbooks are off: the host could not be built. Run 'npm run build' again once this is put right:`,
      ...new Set(faults.slice(0, 10)),
    ].join('\n'),
  );
}

function findSdk(): string | undefined {
  const { status, stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  return stdout.split('\n').findLast((line) => line.startsWith(`${sdkMajor}.`));
}

function hashOf(folder: string, sdk: string): string {
  const hash = createHash('sha256').update(sdk).update(process.arch);
  const files = globSync(sources, { cwd: folder, exclude: (name) => made.test(`${name}/`) }).toSorted();
  for (const file of files.filter((each) => !made.test(each))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
