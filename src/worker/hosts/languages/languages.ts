import { problem } from '#kernel';
import { type LanguageName, languageOfType, languageRules } from '#worker-link';

import { findPython } from './python.ts';
import type { FindLanguage, Language, Machine, Missing } from './language.ts';
import { findPowerShell } from './powershell.ts';

/** The languages of this worker, by the type of a runbook. */
export interface Languages {
  /** TypeScript: there from the start. */
  readonly first: Language;
  /** Looks for it on this machine when it is first asked for, and once. */
  of(name: LanguageName): Promise<Language | Missing>;
}

/** Where each language is looked for. */
const finders: Readonly<Record<Exclude<LanguageName, 'typescript'>, FindLanguage>> = {
  python: findPython,
  powershell: findPowerShell,
};

export function createLanguages(first: Language, machine: Machine): Languages {
  const found = new Map<LanguageName, Promise<Language | Missing>>();
  return {
    first,
    of(name) {
      const known = found.get(name);
      if (known !== undefined || name === 'typescript') return known ?? Promise.resolve(first);
      const looking = finders[name](machine);
      found.set(name, looking);
      // Not found is an answer; to have failed at looking is none.
      looking.catch(() => found.delete(name));
      return looking;
    },
  };
}

/** @throws UnsupportedRunbookType */
export function demandLanguageName(runbookType: string): LanguageName {
  const name = languageOfType(runbookType);
  if (name === undefined) throw problem('UnsupportedRunbookType', { type: runbookType });
  return name;
}

/** @throws LanguageMissing with what to install */
export async function demandLanguage(languages: Languages, name: LanguageName): Promise<Language> {
  const found = await languages.of(name);
  if ('name' in found) return found;
  throw problem('LanguageMissing', { language: languageRules[name].title, ...found });
}
