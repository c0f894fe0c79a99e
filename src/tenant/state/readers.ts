import { Worker } from 'node:worker_threads';

import { problem } from '#kernel';

import type { SqlValue } from './columns.ts';

/** What a reading thread is asked, and what it answers. */
export interface ReaderQuestion {
  readonly id: number;
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export interface ReaderAnswer {
  readonly id: number;
  readonly rows?: Record<string, SqlValue>[];
  readonly failure?: string;
}

/** Statements that walk through many rows, asked of other threads, so that this one goes on answering. */
export interface Readers {
  /** Pages of 8 KB: of a smaller file, walking through all there is takes no longer than asking another thread. */
  readonly smallestFile: number;
  /** Rejects with `GraphTooBusy` when too many wait, and with `GraphTimeout` when it takes too long. */
  select(sql: string, values: readonly SqlValue[]): Promise<Record<string, SqlValue>[]>;
  close(): Promise<void>;
}

export interface ReadersOptions {
  readonly threads: number;
  /** How many questions may wait for a thread. */
  readonly queue: number;
  /** How long an answer may take, waiting included. */
  readonly milliseconds: number;
  readonly smallestFile: number;
}

const usual: ReadersOptions = { threads: 2, queue: 64, milliseconds: 30_000, smallestFile: 4_000 };

interface Waiting extends ReaderQuestion {
  readonly settle: (answer: ReaderAnswer | 'late') => void;
}

interface Thread {
  readonly worker: Worker;
  asked: Waiting | undefined;
}

const program = new URL(
  import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js',
  import.meta.url,
);

/** Threads are started when they are first needed, and keep no process alive that has nothing else to do. */
export function openReaders(file: string, options: Partial<ReadersOptions> = {}): Readers {
  const { threads: most, queue: longest, milliseconds, smallestFile } = { ...usual, ...options };
  const threads: Thread[] = [];
  const queue: Waiting[] = [];
  let lastId = 0;
  let closed = false;

  function start(): Thread {
    const worker = new Worker(program, { workerData: file });
    const thread: Thread = { worker, asked: undefined };
    worker.unref();
    worker.on('message', (answer: ReaderAnswer) => finish(thread, answer));
    worker.on('error', (error) => fail(thread, String(error)));
    worker.on('exit', () => fail(thread, 'the reading thread ended'));
    threads.push(thread);
    return thread;
  }

  function finish(thread: Thread, answer: ReaderAnswer): void {
    thread.asked?.settle(answer);
    thread.asked = undefined;
    thread.worker.unref();
    next();
  }

  function fail(thread: Thread, failure: string): void {
    const at = threads.indexOf(thread);
    if (at >= 0) threads.splice(at, 1);
    thread.asked?.settle({ id: thread.asked.id, failure });
    thread.asked = undefined;
    if (!closed) next();
  }

  function next(): void {
    while (queue.length > 0) {
      const free =
        threads.find(({ asked }) => asked === undefined) ?? (threads.length < most ? start() : undefined);
      if (free === undefined) return;
      const waiting = queue.shift()!;
      free.asked = waiting;
      // Until it answers, the process waits for it.
      free.worker.ref();
      free.worker.postMessage({ id: waiting.id, sql: waiting.sql, values: waiting.values });
    }
  }

  return {
    smallestFile,
    async select(sql, values) {
      if (closed || queue.length >= longest) throw problem('GraphTooBusy');
      const { promise, resolve } = Promise.withResolvers<ReaderAnswer | 'late'>();
      const waiting: Waiting = { id: (lastId += 1), sql, values, settle: resolve };
      queue.push(waiting);
      next();
      const timer = setTimeout(() => resolve('late'), milliseconds);
      const answer = await promise.finally(() => clearTimeout(timer));
      if (answer === 'late') {
        const at = queue.indexOf(waiting);
        if (at >= 0) queue.splice(at, 1);
        throw problem('GraphTimeout');
      }
      if (answer.rows === undefined)
        throw problem('Internal', { detail: `a read of the tenant: ${answer.failure ?? ''}` });
      return answer.rows;
    },
    async close() {
      closed = true;
      for (const { settle, id } of queue.splice(0)) settle({ id, failure: 'the tenant is shut' });
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
