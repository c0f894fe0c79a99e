import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { problem } from '#kernel';
import { type RunContext, type Runbook, type Step, isRunbook } from '#runbook';

/** The engine's own loader of modules, which only the program's first file can reach. */
export type Load = (url: string) => Promise<unknown>;

/** Where the worker puts runbooks that others call inline. */
const folderVariable = 'TENANTRY_INLINE';

/** @throws NoRunbookInFile */
export async function loadRunbook(file: string, name: string, load: Load): Promise<Runbook> {
  const module = (await load(pathToFileURL(file).href)) as { readonly default?: unknown };
  if (!isRunbook(module.default)) throw problem('NoRunbookInFile', { runbook: name });
  return module.default;
}

/** A runbook with the texts that a caller gave. @throws InvalidParameters */
export async function runRunbook(
  runbook: Runbook,
  texts: Readonly<Record<string, string>>,
  contextOf: (params: Record<string, unknown>) => RunContext<Record<string, unknown>>,
): Promise<unknown> {
  const parsed = await runbook.parse(texts);
  if (!parsed.ok)
    throw problem('InvalidParameters', { faults: parsed.faults.map(({ message }) => message).join('\n') });
  return runbook.run(contextOf(parsed.value));
}

/** Runs other runbooks of the account in this process. Each run's steps have names of their own. */
export function createInline(
  environment: Readonly<Record<string, string>>,
  load: Load,
  contextOf: (
    params: Record<string, unknown>,
    stepped: (step: Step) => Step,
  ) => RunContext<Record<string, unknown>>,
): (name: string, texts: Readonly<Record<string, string>>) => Promise<unknown> {
  const runs = new Map<string, number>();
  return async (name, texts) => {
    const file = join(environment[folderVariable] ?? '', `${name}.mjs`);
    if (environment[folderVariable] === undefined || !existsSync(file))
      throw problem('InlineRunbookUnknown', { name });
    const number = (runs.get(name) ?? 0) + 1;
    runs.set(name, number);
    const prefix = number === 1 ? name : `${name} ${number}`;
    const stepped = (step: Step): Step => ((its, work) => step(`${prefix}: ${its}`, work)) as Step;
    return runRunbook(await loadRunbook(file, name, load), texts, (params) => contextOf(params, stepped));
  };
}
