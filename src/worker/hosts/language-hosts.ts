import { type Logger, delay } from '#kernel';
import { type EngineWish, type LanguageName, languageNames, languageOfType } from '#worker-link';

import type { JobUser } from '../isolation/job-users.ts';
import type { JobUsers } from '../isolation/tested-users.ts';
import type { Host } from './host.ts';
import type { Language } from './languages/language.ts';
import { type Languages, demandLanguage, demandLanguageName, wishKey } from './languages/languages.ts';
import { type WarmHosts, keepWarmHosts } from './warm-hosts.ts';

/** What a job needs a host for. */
export interface HostWish {
  readonly runbookType: string;
  /** Of its runtime environment; without one the worker chooses. */
  readonly engine?: EngineWish | undefined;
  /** Name of the user that it runs as, where that is not the worker's own. */
  readonly user?: string | undefined;
}

/** Hosts of every language of this worker, warm where it keeps some. */
export interface LanguageHosts {
  /** A host that is ready now. */
  takeWarm(wish: HostWish): Host | undefined;
  /**
   * The next one, started if none is warm.
   * @throws UnsupportedRunbookType, LanguageMissing, HostNotReady, RunAsUserUnknown, RunAsNotSafe, RunAsOutOfReach
   */
  take(wish: HostWish, signal: AbortSignal): Promise<Host>;
  /** Starts what is missing of a language on an engine. */
  refill(language: Language): void;
  close(): Promise<void>;
}

/**
 * Keeps so many hosts of each language. Only the languages with a number are looked for at once; the others when a job
 * asks for them, and then a host is started for each job.
 */
export function keepLanguageHosts(options: {
  readonly languages: Languages;
  readonly warm: Readonly<Partial<Record<LanguageName, number>>>;
  /** How long the others wait after the first language has its hosts; 0 unless said otherwise. */
  readonly othersAfterMilliseconds?: number | undefined;
  readonly start: (language: Language, user?: JobUser) => Promise<Host>;
  /** As whom jobs may run besides. */
  readonly users: JobUsers;
  readonly logger: Logger;
}): LanguageHosts {
  const { languages, warm, start, users, logger } = options;
  const pools = new Map<Language, WarmHosts>();
  const ofUsers = new Map<string, { readonly language: Language; readonly pool: WarmHosts }>();
  /** Where each wish that was fulfilled once led. */
  const known = new Map<string, WarmHosts>();
  const closing = new AbortController();

  /** One pool an engine, however it was asked for. */
  function open(language: Language, keep: number): WarmHosts {
    const opened = pools.get(language);
    if (opened !== undefined) return opened;
    const pool = keepWarmHosts(closing.signal.aborted ? 0 : keep, () => start(language), logger);
    pools.set(language, pool);
    return pool;
  }

  /** From its first job on there is one that waits, where any of the language are kept. */
  function openAs(user: JobUser, language: Language, key: string): WarmHosts {
    const kept = ofUsers.get(key);
    if (kept !== undefined) return kept.pool;
    const keep = closing.signal.aborted ? 0 : Math.min(1, warm[language.name] ?? 0);
    const pool = keepWarmHosts(keep, () => start(language, user), logger);
    ofUsers.set(key, { language, pool });
    return pool;
  }

  function openChosen(language: Language): WarmHosts {
    const pool = open(language, warm[language.name] ?? 0);
    known.set(wishKey(language.name), pool);
    return pool;
  }

  async function look(name: LanguageName): Promise<void> {
    const found = await languages.of(name);
    if ('name' in found) openChosen(found);
    else logger.info('a language is not to be had here', { language: name, ...found });
  }

  async function lookForOthers(): Promise<void> {
    // Nothing that starts for another language slows down the start of TypeScript's hosts, nor that of whatever else
    // starts with the worker: a PowerShell host costs a second of processor time. A job that cannot wait starts its own.
    await first.full;
    await delay(options.othersAfterMilliseconds ?? 0, closing.signal);
    for (const name of languageNames) {
      if (closing.signal.aborted || warm[name] === undefined || name === languages.first.name) continue;
      await look(name).catch((error: unknown) =>
        logger.warn('looking for a language failed', { language: name, error }),
      );
    }
  }

  const first = openChosen(languages.first);
  const looking = lookForOthers();
  return {
    takeWarm({ runbookType, engine, user }) {
      if (user !== undefined) return undefined;
      const name = languageOfType(runbookType);
      return name === undefined ? undefined : known.get(wishKey(name, engine))?.takeWarm();
    },
    async take({ runbookType, engine, user }, signal) {
      const name = demandLanguageName(runbookType);
      if (user !== undefined) {
        const found = await users.of(user);
        const language = await demandLanguage(languages, name, engine);
        // Whoever has another number or other groups now is another one.
        return openAs(found, language, JSON.stringify([found, wishKey(name, engine)])).take(signal);
      }
      if (engine === undefined) return openChosen(await demandLanguage(languages, name)).take(signal);
      // The one that the worker chooses may be the one that is wanted: then its warm hosts are.
      await look(name);
      // Of another one there is one, from its first job on, where any of the language are kept.
      const pool = open(await demandLanguage(languages, name, engine), Math.min(1, warm[name] ?? 0));
      known.set(wishKey(name, engine), pool);
      return pool.take(signal);
    },
    refill(language) {
      pools.get(language)?.refill();
      for (const each of ofUsers.values()) if (each.language === language) each.pool.refill();
    },
    async close() {
      closing.abort();
      await first.close();
      await looking;
      const others = [...ofUsers.values()].map(({ pool }) => pool);
      await Promise.all([...pools.values(), ...others].map((pool) => pool.close()));
    },
  };
}
