import { setImmediate } from 'node:timers/promises';

import type { Logger } from '#kernel';

/** Those who wait for work in this process, and the one fetch at a time that serves them. */
export interface Waiters<Topic extends string> {
  wait(
    topics: readonly Topic[],
    milliseconds: number,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly topic: Topic; readonly id: string } | undefined>;
  wake(topic: Topic): void;
  wakeAll(): void;
  stop(): void;
}

interface Waiter<Topic> {
  readonly topics: ReadonlySet<Topic>;
  readonly give: (work: { topic: Topic; id: string } | undefined) => void;
}

export interface WaitersOptions<Topic extends string> {
  /** Taken at once; whoever waits besides is served by the fetch after it. */
  readonly mostAtOnce: number;
  readonly backstopMilliseconds: number;
  readonly logger: Logger;
  /** Takes up to so many pieces of work from the queue. */
  readonly fetch: (topic: Topic, most: number) => Promise<readonly string[]>;
  /** For work whose waiter left while it was being fetched. */
  readonly giveBack: (topic: Topic, id: string) => Promise<void>;
}

export function createWaiters<Topic extends string>(options: WaitersOptions<Topic>): Waiters<Topic> {
  const { fetch, giveBack, logger, mostAtOnce } = options;
  const waiting = new Set<Waiter<Topic>>();
  /** A topic that is being fetched; `again` when it was woken meanwhile, so that no wake-up is lost. */
  const fetching = new Map<Topic, { again: boolean }>();
  let stopped = false;
  const backstop = setInterval(() => wakeAll(), options.backstopMilliseconds);
  backstop.unref();

  async function serve(topic: Topic): Promise<void> {
    const running = fetching.get(topic);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const mine = { again: true };
    fetching.set(topic, mine);
    try {
      while (mine.again && !stopped) {
        mine.again = false;
        // Those who begin to wait in this turn of the event loop are served together.
        await setImmediate();
        const wanting = [...waiting].filter(({ topics: wanted }) => wanted.has(topic)).length;
        if (wanting === 0) break;
        const most = Math.min(wanting, mostAtOnce);
        const fetched = await fetch(topic, most);
        for (const id of fetched) hand(topic, id);
        if (wanting > most && fetched.length === most) mine.again = true;
      }
    } catch (error) {
      // The backstop asks again: an unreachable database is not the waiters' concern.
      logger.debug('fetching work failed', { topic, error });
    } finally {
      fetching.delete(topic);
    }
  }

  function hand(topic: Topic, id: string): void {
    const waiter = waiting.values().find(({ topics: wanted }) => wanted.has(topic));
    if (waiter === undefined) {
      giveBack(topic, id).catch((error: unknown) =>
        logger.warn('work could not be given back', { topic, id, error }),
      );
      return;
    }
    waiting.delete(waiter);
    waiter.give({ topic, id });
  }

  function wakeAll(): void {
    const wanted = new Set([...waiting].flatMap(({ topics }) => [...topics]));
    for (const topic of wanted) void serve(topic);
  }

  return {
    wait(wanted, milliseconds, signal) {
      return new Promise((resolve) => {
        const waiter: Waiter<Topic> = {
          topics: new Set(wanted),
          give(work) {
            clearTimeout(timer);
            signal?.removeEventListener('abort', leave);
            resolve(work);
          },
        };
        const leave = (): void => {
          if (waiting.delete(waiter)) waiter.give(undefined);
        };
        const timer = setTimeout(leave, milliseconds);
        if (stopped || signal?.aborted === true) return waiter.give(undefined);
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(waiter);
        for (const topic of wanted) void serve(topic);
      });
    },
    wake: (topic) => void serve(topic),
    wakeAll,
    stop() {
      stopped = true;
      clearInterval(backstop);
      for (const waiter of waiting) waiter.give(undefined);
      waiting.clear();
    },
  };
}
