import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { findDotnet } from '../hosts/languages/dotnet.ts';
import { packageRoot } from './workshop.ts';

const run = promisify(execFile);
const dotnet = findDotnet();
const sdks = dotnet === undefined ? '' : join(dotnet.folder, 'sdk');
const compiler =
  dotnet === undefined || !existsSync(sdks)
    ? undefined
    : readdirSync(sdks)
        .map((sdk) => join(sdks, sdk, 'Roslyn/bincore/csc.dll'))
        .findLast((file) => existsSync(file));

/** Of tests that compile C#. */
export const withoutCompiler = compiler === undefined;

export interface AssemblyToMake {
  readonly name: string;
  /** `1.0.0.0`. */
  readonly version: string;
  readonly source: string;
  /** Other assemblies that it uses, beside the framework and PowerShell's. */
  readonly uses?: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** Compiles a library by the compiler of the SDK, without a project: seconds instead of a minute. */
export async function compile({ name, version, source, uses = [] }: AssemblyToMake): Promise<Buffer> {
  if (dotnet === undefined || compiler === undefined) throw new Error('there is no .NET SDK');
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-csharp-'));
  try {
    const framework = join(dotnet.folder, 'shared/Microsoft.NETCore.App', dotnet.version);
    const references = [
      ...readdirSync(framework)
        .filter((file) => /^(?:System\..*|netstandard|mscorlib|System)\.dll$/.test(file))
        .filter((file) => !file.includes('.Native.'))
        .map((file) => join(framework, file)),
      join(packageRoot, 'hosts/powershell/out/System.Management.Automation.dll'),
      ...uses.map((each) => {
        const file = join(folder, `${each.name}.dll`);
        writeFileSync(file, each.bytes);
        return file;
      }),
    ];
    const code = join(folder, 'source.cs');
    const facts = join(folder, 'facts.cs');
    writeFileSync(code, source);
    writeFileSync(facts, `[assembly: System.Reflection.AssemblyVersion("${version}")]`);
    const target = join(folder, 'made', `${name}.dll`);
    const options = ['-nologo', '-nostdlib', '-target:library', '-deterministic', `-out:${target}`];
    const response = join(folder, 'options.rsp');
    writeFileSync(
      response,
      [...options, ...references.map((file) => `-r:"${file}"`), `"${code}"`, `"${facts}"`].join('\n'),
    );
    mkdirSync(dirname(target));
    await run(dotnet.executable, [compiler, '-noconfig', `@${response}`], {
      env: { ...process.env, DOTNET_NOLOGO: '1' },
    }).catch((error: { stdout?: string }) => {
      throw new Error(error.stdout ?? String(error));
    });
    return readFileSync(target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
