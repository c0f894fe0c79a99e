import { type FileHandle, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type Logger, TenantryError, delay } from '#kernel';
import type { AttemptRef, WorkerLink } from '#worker-link';

import type { Budget } from './budget.ts';
import { type SpoolEntry, openSpoolFile, readEntry, sealEntry } from './spool-file.ts';

/** What one attempt has to say, in its order: on the disk first, and from there to the control plane. */
export interface AttemptSpool {
  /** Resolves when it is on the disk; waits while the disk's share is full. Rejects with what the control plane refused before. */
  add(entry: SpoolEntry): Promise<void>;
  /** Resolves when the control plane has it. */
  deliver(entry: SpoolEntry): Promise<void>;
  /** Resolves when the control plane has everything. */
  drained(): Promise<void>;
  /** Nothing more comes of it: its files go. */
  close(): Promise<void>;
}

export interface AttemptSpoolOptions {
  readonly link: Pick<WorkerLink, 'appendStreams' | 'appendCalls' | 'recordStep'>;
  readonly attempt: AttemptRef;
  readonly directory: string;
  readonly key: Buffer;
  readonly budget: Budget;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** How its files are opened, for a test whose disk is full. */
  readonly open?: typeof openSpoolFile;
}

interface Segment {
  readonly path: string;
  readonly file: FileHandle;
  /** How long the file is. */
  bytes: number;
  /** What of the budget has not been given back. */
  taken: number;
  waiting: number;
}

interface Item {
  readonly segment: Segment;
  readonly position: number;
  readonly bytes: number;
  /** Kept while little waits: most of it is sent at once. */
  readonly entry: SpoolEntry | undefined;
  readonly sent: PromiseWithResolvers<void>;
}

/** A file of this size is followed by another one, so that what was sent makes room though more comes all the time. */
const segmentBytes = 4 * 1024 * 1024;
const mostItemsInMemory = 64;
const pauseWhileFull = 250;
/** What a disk says that has no room, or none for this user. */
const full = new Set(['ENOSPC', 'EDQUOT']);
const [shortestPause, longestPause] = [100, 2_000];

export const attemptName = ({ jobId, number }: AttemptRef): string => `${jobId}-${number}`;

export async function openAttemptSpool(options: AttemptSpoolOptions): Promise<AttemptSpool> {
  const { attempt, directory, key, budget, signal } = options;
  const name = attemptName(attempt);
  let segments: Segment[] = [];
  let made = 0;
  let items: Item[] = [];
  let failure: unknown;
  let sending: Promise<void> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  // It is there from the beginning: a worker that is started again finds by it what it had.
  await nextSegment();
  signal.addEventListener('abort', leave, { once: true });

  async function nextSegment(): Promise<Segment> {
    made += 1;
    const path = join(directory, `${name}.${String(made).padStart(6, '0')}.spool`);
    const file = await withRoom(() => (options.open ?? openSpoolFile)(path));
    const segment = { path, file, bytes: 0, taken: 0, waiting: 0 };
    segments.push(segment);
    return segment;
  }

  async function write(entry: SpoolEntry): Promise<Item> {
    const sealed = sealEntry(entry, key, name);
    await budget.take(sealed.length);
    if (failure !== undefined) {
      budget.give(sealed.length);
      throw failure;
    }
    const last = segments.at(-1)!;
    const segment = last.bytes < segmentBytes ? last : await nextSegment();
    const position = segment.bytes;
    segment.bytes += sealed.length;
    segment.taken += sealed.length;
    segment.waiting += 1;
    const kept = items.length < mostItemsInMemory ? entry : undefined;
    const sent = Promise.withResolvers<void>();
    sent.promise.catch(() => {});
    try {
      await writeWhole(segment.file, sealed, position);
      // What a step did cannot be done again: its record survives the machine.
      if ('step' in entry) await withRoom(() => segment.file.datasync());
    } catch (error) {
      // Nothing was written behind it yet: the next one takes its place, so that a reader finds no hole.
      segment.bytes = position;
      segment.taken -= sealed.length;
      segment.waiting -= 1;
      budget.give(sealed.length);
      throw error;
    }
    const item = { segment, position, bytes: sealed.length, entry: kept, sent };
    items.push(item);
    start();
    return item;
  }

  /** On a disk that is nearly full a part of it is written, and no error. */
  async function writeWhole(file: FileHandle, sealed: Buffer, position: number): Promise<void> {
    for (let at = 0; at < sealed.length;) {
      const { bytesWritten } = await withRoom(() =>
        file.write(sealed, at, sealed.length - at, position + at),
      );
      at += bytesWritten;
    }
  }

  /** While the disk is full this waits, and so does the job: nothing that it says is thrown away. */
  async function withRoom<Result>(use: () => Promise<Result>): Promise<Result> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await use();
      } catch (error) {
        if (signal.aborted || !full.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
        if (tries === 0)
          options.logger.warn('the disk of the spool is full: a job waits for room', { ...attempt });
      }
      await delay(pauseWhileFull, signal);
    }
  }

  /** One after the other, so that the order on the disk is the order in which they came. */
  function put(entry: SpoolEntry): Promise<Item> {
    const put = writing.then(() => write(entry));
    writing = put.catch(() => {});
    return put;
  }

  function start(): void {
    sending ??= sendAll().finally(() => (sending = undefined));
    sending.catch(() => {});
  }

  async function sendAll(): Promise<void> {
    for (let item = items[0]; item !== undefined && failure === undefined; item = items[0]) {
      try {
        const { segment, position, bytes } = item;
        await send(item.entry ?? (await readEntry(segment.file, { position, bytes }, key, name)));
        items.shift();
        item.sent.resolve();
        settle(segment);
      } catch (error) {
        await fail(error);
      }
    }
  }

  async function send(entry: SpoolEntry): Promise<void> {
    for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await sendEntry(options.link, attempt, entry);
      } catch (error) {
        if (signal.aborted || (error instanceof TenantryError && error.status < 500)) throw error;
        options.logger.debug('the spool waits for the control plane', { ...attempt, error });
      }
      await delay(pause, signal);
    }
  }

  /** What was sent gives its room back. Its file is cleared between two writes: beside one it could take that along. */
  function settle(segment: Segment): void {
    segment.waiting -= 1;
    if (segment.waiting > 0) return;
    budget.give(segment.taken);
    segment.taken = 0;
    writing = writing.then(() => clear(segment)).catch(fail);
  }

  /** A whole file at a time; the last one is emptied, and goes on being written to. */
  async function clear(segment: Segment): Promise<void> {
    if (segment.waiting > 0 || !segments.includes(segment)) return;
    if (segment === segments.at(-1)) {
      segment.bytes = 0;
      return segment.file.truncate(0);
    }
    segments = segments.filter((each) => each !== segment);
    await segment.file.close();
    await rm(segment.path, { force: true });
  }

  async function fail(error: unknown): Promise<void> {
    failure = error;
    for (const { sent } of items) sent.reject(error);
    items = [];
    // Left for the next start where only this process ends.
    if (!signal.aborted) await remove();
  }

  async function remove(): Promise<void> {
    const gone = segments;
    segments = [];
    for (const { path, file, taken } of gone) {
      budget.give(taken);
      await file.close().catch(() => {});
      await rm(path, { force: true });
    }
  }

  /** Only this process ends: what lies there stays for the next start. */
  function leave(): void {
    writing = writing.then(async () => {
      for (const { file } of segments) await file.close().catch(() => {});
    });
  }

  return {
    add: async (entry) => void (await put(entry)),
    deliver: async (entry) => (await put(entry)).sent.promise,
    async drained() {
      await writing;
      while (items.length > 0) await items.at(-1)!.sent.promise;
      if (failure !== undefined) throw failure;
    },
    async close() {
      signal.removeEventListener('abort', leave);
      await writing;
      failure ??= new TenantryError('StaleAttempt', { job: attempt.jobId, number: attempt.number });
      for (const { sent } of items) sent.reject(failure);
      items = [];
      await sending?.catch(() => {});
      await writing;
      await remove();
    },
  };
}

export function sendEntry(
  link: AttemptSpoolOptions['link'],
  attempt: AttemptRef,
  entry: SpoolEntry,
): Promise<void> {
  if ('streams' in entry) return link.appendStreams(attempt, entry.streams);
  if ('calls' in entry) return link.appendCalls(attempt, entry.calls);
  return link.recordStep(attempt, entry.step);
}
