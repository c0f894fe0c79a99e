import { afterAll, beforeAll, expect, test } from 'vitest';

import { build, onPath, ours, theirs, version } from './row-build.ts';
import type { RowProgram } from './row-program.ts';

const dotnet = await onPath('dotnet');
const pwsh = process.env['TENANTRY_PWSH'] ?? (await onPath('pwsh'));
const isOriginal = pwsh !== undefined && (await version(pwsh)) === 706;
const file = (name: string) => new URL(`../builtins/${name}.json`, import.meta.url).pathname;

/** Names of parameters that belong to a command itself. */
const list = String.raw`
$common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
function Names($command) { @($command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object) }
function Write($table) { [Console]::Out.Flush(); $table | ConvertTo-Json -Depth 4 }
`;
const modules = `'Microsoft.PowerShell.Utility','Microsoft.PowerShell.Management','Microsoft.PowerShell.Security','Microsoft.PowerShell.Host','Microsoft.PowerShell.Archive','ThreadJob'`;

let program: RowProgram | undefined;

beforeAll(async () => {
  if (dotnet === undefined) return;
  await build();
  program = ours();
}, 900_000);

afterAll(() => program?.close());

if (dotnet === undefined) test.skip('no coverage: no dotnet was found on the path', () => undefined);
else {
  test('the list of our commands and their parameters is what the built modules have', async () => {
    const script = `${list}
$table = [ordered]@{}
foreach ($module in ${modules}) {
  $commands = [ordered]@{}
  Get-Command -Module $module -CommandType Cmdlet, Function -ListImported:$false | Sort-Object Name | ForEach-Object { $commands[$_.Name] = @(Names $_) }
  $table[$module] = $commands
}
Write $table`;
    await expect(tidy(await program!.run(script))).toMatchFileSnapshot(file('ours'));
  });
}

if (dotnet === undefined || !isOriginal) {
  test.skip('no comparison of parameters: no pwsh 7.6 was found, on the path or as TENANTRY_PWSH', () =>
    undefined);
} else {
  test('the list of the originals and their parameters is what pwsh 7.6 has', async () => {
    const known = JSON.stringify(await names());
    const real = theirs(pwsh!);
    const script = `${list}
$table = [ordered]@{}
foreach ($name in '${known}' | ConvertFrom-Json) {
  $command = Get-Command $name -ErrorAction Ignore
  if ($command) { $table[$name] = @(Names $command) }
}
Write $table`;
    const text = await real.run(script);
    await real.close();
    await expect(tidy(text)).toMatchFileSnapshot(file('originals'));
  }, 900_000);
}

/** Every command that we have or that scripts use. */
async function names(): Promise<string[]> {
  const { default: used } = (await import(file('used'), { with: { type: 'json' } })) as {
    default: { commands: { name: string }[] };
  };
  const { default: have } = (await import(file('ours'), { with: { type: 'json' } })) as {
    default: Record<string, Record<string, unknown>>;
  };
  const all = [
    ...used.commands.map(({ name }) => name),
    ...Object.values(have).flatMap((commands) => Object.keys(commands)),
  ];
  return [...new Set(all)].sort();
}

/** The JSON as the formatter of this repository writes it: short lists in one line. */
function tidy(text: string): string {
  const table = JSON.parse(text) as unknown;
  return `${JSON.stringify(table, null, 2).replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, (_all, inner: string) => `[${inner.replaceAll(/\s*\n\s*/g, ' ')}]`)}\n`;
}
