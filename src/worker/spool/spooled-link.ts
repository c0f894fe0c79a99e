import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type Logger, TenantryError, delay } from '#kernel';
import type { AttemptRef, WorkerLink } from '#worker-link';

import { type AttemptSpool, attemptName, openAttemptSpool, sendEntry } from './attempt-spool.ts';
import { createBudget } from './budget.ts';
import { readEntries } from './spool-file.ts';

export interface SpooledLinkOptions {
  readonly link: WorkerLink;
  /** A folder of this worker alone. */
  readonly directory: string;
  /** Seals what lies there; 32 bytes. */
  readonly key: Buffer;
  /** Of all its jobs; 256 MiB. */
  readonly mostBytes?: number;
  readonly logger: Logger;
}

export interface SpooledLink extends WorkerLink {
  close(): void;
}

const defaultMostBytes = 256 * 1024 * 1024;
const fileName = /^([0-9a-f-]{36})-(\d+)\.(\d+)\.spool$/;
const pauseAfterFailure = 1_000;

/**
 * A link whose streams, calls and steps lie on the disk until the control plane has them: while the network is broken a job goes
 * on writing up to a bound, and waits there. A step is recorded when the control plane has it, as ever. What lies there when
 * the worker dies is told at its next start, before the attempt is given back: a step that was done is not done again.
 */
export async function createSpooledLink(options: SpooledLinkOptions): Promise<SpooledLink> {
  const { link, directory, key, logger } = options;
  const budget = createBudget(options.mostBytes ?? defaultMostBytes);
  const closing = new AbortController();
  const { signal } = closing;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const spools = new Map<string, Promise<AttemptSpool>>();
  const recovered = recover();

  function spoolOf(attempt: AttemptRef): Promise<AttemptSpool> {
    const name = attemptName(attempt);
    const opening =
      spools.get(name) ?? openAttemptSpool({ link, attempt, directory, key, budget, logger, signal });
    spools.set(name, opening);
    return opening;
  }

  /** The attempt's last word comes after all others. */
  async function conclude(attempt: AttemptRef, say: () => Promise<void>): Promise<void> {
    const spool = await spoolOf(attempt);
    try {
      await spool.drained();
      await say();
    } catch (error) {
      // One that does not count any more has nothing to say; anything else is tried again.
      if (!(error instanceof TenantryError) || error.code !== 'StaleAttempt') throw error;
      await forget(attempt, spool);
      throw error;
    }
    await forget(attempt, spool);
  }

  async function forget(attempt: AttemptRef, spool: AttemptSpool): Promise<void> {
    spools.delete(attemptName(attempt));
    await spool.close();
  }

  /** What an earlier process of this worker left. */
  async function recover(): Promise<void> {
    const left = Map.groupBy(
      (await readdir(directory)).toSorted().filter((name) => fileName.test(name)),
      (name) => name.slice(0, name.indexOf('.')),
    );
    for (const [name, files] of left) {
      const [, jobId = '', number = ''] = fileName.exec(files[0]!)!;
      const attempt = { jobId, number: Number(number) };
      const told = await tellAll(attempt, name, files);
      if (signal.aborted) return;
      for (const file of files) await rm(join(directory, file), { force: true });
      logger.info('an attempt of an earlier start was given back', { ...attempt, told });
    }
  }

  async function tellAll(attempt: AttemptRef, name: string, files: readonly string[]): Promise<number> {
    let told = 0;
    try {
      for (const file of files)
        for (const entry of await readEntries(join(directory, file), key, name)) {
          await untilAnswered(() => sendEntry(link, attempt, entry));
          told += 1;
        }
      await untilAnswered(() => link.release(attempt, 'the worker was started again'));
    } catch (error) {
      // It does not count any more, or cannot be told: either way its next attempt is not ours to make.
      if (!signal.aborted)
        logger.info('an attempt of an earlier start does not count any more', { ...attempt, error });
    }
    return told;
  }

  async function untilAnswered(ask: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (signal.aborted || (error instanceof TenantryError && error.status < 500)) throw error;
      }
      await delay(pauseAfterFailure, signal);
    }
  }

  return {
    ...link,
    async claim(request, asked) {
      await recovered;
      const claim = await link.claim(request, asked);
      if (claim?.kind === 'job') await spoolOf(claim.attempt);
      return claim;
    },
    appendStreams: async (attempt, streams) => (await spoolOf(attempt)).add({ streams }),
    appendCalls: async (attempt, calls) => (await spoolOf(attempt)).add({ calls }),
    recordStep: async (attempt, step) => (await spoolOf(attempt)).deliver({ step }),
    end: (attempt, end) => conclude(attempt, () => link.end(attempt, end)),
    suspended: (attempt) => conclude(attempt, () => link.suspended(attempt)),
    parked: (attempt, parking) => conclude(attempt, () => link.parked(attempt, parking)),
    release: (attempt, reason) => conclude(attempt, () => link.release(attempt, reason)),
    close: () => closing.abort(),
  };
}
