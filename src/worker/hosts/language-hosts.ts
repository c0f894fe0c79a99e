import { type Logger, delay } from '#kernel';
import { type LanguageName, languageNames, languageOfType } from '#worker-link';

import type { Host } from './host.ts';
import type { Language } from './languages/language.ts';
import { type Languages, demandLanguage, demandLanguageName } from './languages/languages.ts';
import { type WarmHosts, keepWarmHosts } from './warm-hosts.ts';

/** Hosts of every language of this worker, warm where it keeps some. */
export interface LanguageHosts {
  /** A host for this type of runbook that is ready now. */
  takeWarm(runbookType: string): Host | undefined;
  /**
   * The next one, started if none is warm.
   * @throws UnsupportedRunbookType, LanguageMissing, HostNotReady
   */
  take(runbookType: string, signal: AbortSignal): Promise<Host>;
  /** Starts what is missing of a language. */
  refill(name: LanguageName): void;
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
  readonly start: (language: Language) => Promise<Host>;
  readonly logger: Logger;
}): LanguageHosts {
  const { languages, warm, start, logger } = options;
  const pools = new Map<LanguageName, WarmHosts>();
  const closing = new AbortController();

  function open(language: Language): WarmHosts {
    const known = pools.get(language.name);
    if (known !== undefined) return known;
    const pool = keepWarmHosts(
      closing.signal.aborted ? 0 : (warm[language.name] ?? 0),
      () => start(language),
      logger,
    );
    pools.set(language.name, pool);
    return pool;
  }

  async function look(name: LanguageName): Promise<void> {
    const found = await languages.of(name);
    if ('name' in found) open(found);
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

  const first = open(languages.first);
  const looking = lookForOthers();
  return {
    takeWarm(runbookType) {
      const name = languageOfType(runbookType);
      return name === undefined ? undefined : pools.get(name)?.takeWarm();
    },
    async take(runbookType, signal) {
      return open(await demandLanguage(languages, demandLanguageName(runbookType))).take(signal);
    },
    refill: (name) => pools.get(name)?.refill(),
    async close() {
      closing.abort();
      await first.close();
      await looking;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
