import { problem } from '#kernel';
import { type EngineWish, type LanguageName, languageOfType, languageRules } from '#worker-link';

import { findPython } from './python.ts';
import type { FindLanguage, Language, Machine, Missing } from './language.ts';
import { findPowerShell } from './powershell.ts';

/** The languages of this worker, by the type of a runbook. */
export interface Languages {
  /** TypeScript: there from the start. */
  readonly first: Language;
  /** Looks for it on this machine when it is first asked for, and once. The same engine is the same object. */
  of(name: LanguageName, wish?: EngineWish): Promise<Language | Missing>;
}

/** Where each language is looked for. */
const finders: Readonly<Record<Exclude<LanguageName, 'typescript'>, FindLanguage>> = {
  python: findPython,
  powershell: findPowerShell,
};

export function createLanguages(first: Language, machine: Machine): Languages {
  const found = new Map<string, Promise<Language | Missing>>();
  const engines = new Map<string, Language>();

  async function look(
    name: Exclude<LanguageName, 'typescript'>,
    wish?: EngineWish,
  ): Promise<Language | Missing> {
    const language = await finders[name](machine, wish);
    if (!('name' in language)) return language;
    const key = `${name} ${language.engine ?? ''}`;
    const known = engines.get(key) ?? language;
    engines.set(key, known);
    return known;
  }

  return {
    first,
    of(name, wish) {
      const key = wishKey(name, wish);
      const known = found.get(key);
      if (known !== undefined || name === 'typescript') return known ?? Promise.resolve(first);
      const looking = look(name, wish);
      found.set(key, looking);
      // Not found is an answer; to have failed at looking is none.
      looking.catch(() => found.delete(key));
      return looking;
    },
  };
}

export function wishKey(name: LanguageName, wish?: EngineWish): string {
  return wish === undefined ? name : `${name} ${wish.kind} ${wish.version}`;
}

/** @throws UnsupportedRunbookType */
export function demandLanguageName(runbookType: string): LanguageName {
  const name = languageOfType(runbookType);
  if (name === undefined) throw problem('UnsupportedRunbookType', { type: runbookType });
  return name;
}

/** @throws LanguageMissing with what to install */
export async function demandLanguage(
  languages: Languages,
  name: LanguageName,
  wish?: EngineWish,
): Promise<Language> {
  const found = await languages.of(name, wish);
  if ('name' in found) return found;
  throw problem('LanguageMissing', { language: languageRules[name].title, ...found });
}
