import { type Queryable, sql } from '#store';
import { type ModulePair, type RequiredModule, languageOfType } from '#worker-link';

import { fullVersion, isNewer } from '../adopt.ts';
import { linesNaming } from './command-lines.ts';
import type { AffectedLine, GalleryImport, ModuleChange } from './gallery-import.ts';

interface Described {
  readonly name: string;
  readonly version: string;
  readonly prerelease: string;
  readonly commands: readonly string[];
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly requiredModules: readonly RequiredModule[];
  readonly pairs: readonly ModulePair[];
}

interface Script {
  readonly name: string;
  readonly type: string;
  readonly draft: string | null;
  readonly published: string | null;
}

/** What becomes different when an import whose versions all passed is applied. */
export async function changesOf(
  db: Queryable,
  { id, accountId, wanted }: Pick<GalleryImport, 'id' | 'accountId' | 'wanted'>,
): Promise<readonly ModuleChange[]> {
  const coming = await db.query<Described>(sql`
    select name, version, prerelease, commands, parameters, required_modules as "requiredModules", pairs from module_version
    where trial_id = ${id} order by sequence`);
  const defaults = await db.query<Described>(sql`
    select m.name, v.version, v.prerelease, v.commands, v.parameters, v.required_modules as "requiredModules", v.pairs
    from module m join module_version v on v.id = m.default_version_id where m.account_id = ${accountId}`);
  const asked = new Set(wanted.map(({ name }) => name.toLowerCase()));
  const pairs = coming.map((to) => {
    const from = defaults.find((each) => sameText(each.name, to.name));
    return {
      from,
      to,
      becomesDefault: from === undefined || asked.has(to.name.toLowerCase()) || isNewer(to, from),
    };
  });
  const replaced = pairs.filter(({ becomesDefault }) => becomesDefault);
  // What another module has by the same name is still there.
  const after = new Set(
    [
      ...defaults.filter((each) => !replaced.some(({ to }) => sameText(to.name, each.name))),
      ...replaced.map(({ to }) => to),
    ].flatMap(({ commands }) => commands.map((command) => command.toLowerCase())),
  );
  const scripts = replaced.some(({ from }) => from !== undefined) ? await scriptsOf(db, accountId) : [];
  return pairs.map((pair) => changeOf(pair, after, scripts));
}

function changeOf(
  { from, to, becomesDefault }: { from: Described | undefined; to: Described; becomesDefault: boolean },
  after: ReadonlySet<string>,
  scripts: readonly Script[],
): ModuleChange {
  const before = becomesDefault ? (from?.commands ?? []) : [];
  const commandsRemoved = before.filter((command) => !has(to.commands, command));
  const parametersRemoved = becomesDefault && from !== undefined ? lostParameters(from, to) : [];
  const vanished = commandsRemoved.filter((command) => !after.has(command.toLowerCase()));
  return {
    name: to.name,
    from: from === undefined ? null : fullVersion(from),
    to: fullVersion(to),
    becomesDefault,
    commandsAdded:
      from === undefined ? to.commands : to.commands.filter((command) => !has(from.commands, command)),
    commandsRemoved,
    parametersRemoved,
    requires: to.requiredModules.map(({ name, version, range }) => ({ name, range: range ?? version })),
    pairs: to.pairs,
    affected: scripts.flatMap((script) => affectedIn(script, vanished, parametersRemoved)),
  };
}

function lostParameters(from: Described, to: Described): ModuleChange['parametersRemoved'] {
  return Object.entries(from.parameters).flatMap(([command, parameters]) => {
    const now = Object.entries(to.parameters).find(([name]) => sameText(name, command))?.[1];
    const lost = now === undefined ? [] : parameters.filter((parameter) => !has(now, parameter));
    return lost.length === 0 ? [] : [{ command, parameters: lost }];
  });
}

function affectedIn(
  { name, draft, published }: Script,
  vanished: readonly string[],
  lost: ModuleChange['parametersRemoved'],
): AffectedLine[] {
  const each = [
    ['published', published],
    ['draft', draft],
  ] as const;
  return each.flatMap(([content, text]) =>
    text === null
      ? []
      : linesNaming(text, vanished, lost).map((mention) => ({ runbook: name, content, ...mention })),
  );
}

async function scriptsOf(db: Queryable, accountId: string): Promise<readonly Script[]> {
  const rows = await db.query<Script>(sql`
    select r.name, r.type, r.draft_content as draft, v.content as published
    from runbook r left join runbook_version v on v.runbook_id = r.id and v.number = r.published_number
    where r.account_id = ${accountId} order by lower(r.name)`);
  return rows.filter(({ type }) => languageOfType(type) === 'powershell');
}

function has(names: readonly string[], name: string): boolean {
  return names.some((each) => sameText(each, name));
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
