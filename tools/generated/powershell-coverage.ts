import { readFileSync } from 'node:fs';

import { allRows } from '../../hosts/powershell/test/row-sets.ts';
import { repository } from '../rooms.ts';

/** What a script uses beyond the engine's own commands. */
interface Used {
  readonly commands: readonly { name: string; module: string; calls: number; scripts: number }[];
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

interface Refused {
  readonly name: string;
  readonly reason: string;
}

type Parameters = Readonly<Record<string, readonly string[]>>;

const folder = 'hosts/powershell';

/** The facts the table is made from; `hosts/powershell/builtins/README.md` says who holds each. */
export async function coverageFacts() {
  const ours = json<Record<string, Parameters>>('builtins/ours.json');
  const sets = await allRows();
  return {
    used: json<Used>('builtins/used.json'),
    commands: Object.assign({}, ...Object.values(ours)) as Parameters,
    modules: ours,
    originals: json<Parameters>('builtins/originals.json'),
    refused: json<readonly Refused[]>('src/RefusedCommands.json'),
    scripts: sets.flatMap(({ rows }) => rows.map(([, script]) => script)),
  };
}

/** `docs/powershell-coverage.md`: the built-in cmdlets of our own process, by name and by parameter. */
export async function powershellCoverage(): Promise<string> {
  const facts = await coverageFacts();
  const refused = new Map(facts.refused.map(({ name, reason }) => [name.toLowerCase(), reason]));
  const used = facts.used.commands;
  const have = used.filter(({ name }) => facts.commands[name] !== undefined);
  const names = new Set(used.map(({ name }) => name));
  const more = Object.keys(facts.commands)
    .filter((name) => !names.has(name))
    .sort();
  const calls = (list: readonly { calls: number }[]) => list.reduce((sum, one) => sum + one.calls, 0);
  const share = ((100 * calls(have)) / calls(used)).toFixed(1);
  const row = (name: string, scripts: string) => line(name, scripts, facts, refused.get(name.toLowerCase()));
  const head = ['| command | scripts | parameters | missing | rows |', '| --- | --: | --: | --- | --- |'];
  return [
    '# PowerShell: what our own process has built in',
    '',
    `Written by \`npm run generate\`. Of the ${used.length} commands beyond the engine's own that 1,168 published administrators' scripts`,
    `use, ${have.length} are here, which is ${share} % of their calls; the others are refused before a job starts, with the reason below.`,
    "Parameters are counted against PowerShell 7.6's own, without the common ones. A row is a script with the text that it shows,",
    'in `hosts/powershell/test`, that names the command; every row is also run by a real `pwsh` where there is one.',
    '',
    '## Commands that scripts use',
    '',
    ...head,
    ...used.map(({ name, scripts }) => row(name, String(scripts))),
    '',
    '## Further commands',
    '',
    ...head,
    ...more.map((name) => row(name, '')),
    '',
    '## Parameters that scripts use most',
    '',
    'Each has rows: a test holds that.',
    '',
    ...Object.entries(facts.used.parameters).map(
      ([name, parameters]) =>
        `- \`${name}\`: ${parameters.map((parameter) => `\`-${parameter}\``).join(', ')}`,
    ),
    '',
  ].join('\n');
}

/** The scripts that call the command with the parameter, by its whole name or a prefix of three letters or more. */
export function parameterRows(
  scripts: readonly string[],
  command: string,
  parameter: string,
): readonly string[] {
  const prefixes = [...parameter]
    .map((_letter, index) => parameter.slice(0, index + 1))
    .filter(({ length }) => length >= Math.min(3, parameter.length));
  const pattern = new RegExp(`-(${prefixes.join('|')})\\b`, 'i');
  return commandRows(scripts, command).filter((script) => pattern.test(script));
}

function commandRows(scripts: readonly string[], command: string): readonly string[] {
  const pattern = new RegExp(`(?<![\\w-])${command}(?![\\w-])`, 'i');
  const short = shortNames[command];
  const alias = short === undefined ? undefined : new RegExp(`(?<![\\w-])${short}(?![\\w-])`, 'i');
  return scripts.filter((script) => pattern.test(script) || alias?.test(script) === true);
}

/** Aliases of the engine that rows use. */
const shortNames: Readonly<Record<string, string>> = { 'Select-Object': 'select' };

function line(
  name: string,
  scripts: string,
  facts: Awaited<ReturnType<typeof coverageFacts>>,
  refusal: string | undefined,
): string {
  const ours = facts.commands[name];
  if (ours === undefined) return `| \`${name}\` | ${scripts} | – | refused: ${refusal ?? 'not here yet'} | |`;
  const originals = facts.originals[name];
  // Not their number: it would make this file stale with every row that somebody adds.
  const rows = commandRows(facts.scripts, name).length > 0 ? 'yes' : 'none yet';
  if (originals === undefined)
    return `| \`${name}\` | ${scripts} | ${ours.length} | not a command of PowerShell on Linux | ${rows} |`;
  const missing = originals.filter((parameter) => !ours.includes(parameter));
  const shown = missing.map((parameter) => `\`-${parameter}\``).join(' ');
  return `| \`${name}\` | ${scripts} | ${originals.length - missing.length} of ${originals.length} | ${shown} | ${rows} |`;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`${folder}/${path}`, repository), 'utf8')) as T;
}
