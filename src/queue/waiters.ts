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

interface Work<Topic> {
  readonly topic: Topic;
  readonly id: string;
}

interface Waiter<Topic> {
  give(work: Work<Topic> | undefined): void;
}

/** Those who wait for the same topics: one fetch takes from all of these, and no more than there are waiters. */
interface Party<Topic> {
  readonly topics: readonly Topic[];
  readonly waiting: Set<Waiter<Topic>>;
  /** `again` when one of the topics was woken meanwhile, so that no wake-up is lost. */
  fetching?: { again: boolean } | undefined;
}

export interface WaitersOptions<Topic extends string> {
  /** Taken at once; whoever waits besides is served by the fetch after it. */
  readonly mostAtOnce: number;
  readonly backstopMilliseconds: number;
  readonly logger: Logger;
  /** Takes up to so many pieces of work from the queue, in their order over all topics. */
  readonly fetch: (topics: readonly Topic[], most: number) => Promise<readonly Work<Topic>[]>;
  /** For work whose waiter left while it was being fetched. */
  readonly giveBack: (topic: Topic, id: string) => Promise<void>;
}

export function createWaiters<Topic extends string>(options: WaitersOptions<Topic>): Waiters<Topic> {
  const { fetch, giveBack, logger, mostAtOnce } = options;
  const parties = new Map<string, Party<Topic>>();
  let stopped = false;
  const backstop = setInterval(() => wakeAll(), options.backstopMilliseconds);
  backstop.unref();

  function partyOf(wanted: readonly Topic[]): Party<Topic> {
    const topics = [...new Set(wanted)].sort();
    const key = topics.join('\n');
    const known = parties.get(key);
    if (known !== undefined) return known;
    for (const [each, { waiting, fetching }] of parties)
      if (waiting.size === 0 && fetching === undefined) parties.delete(each);
    const made: Party<Topic> = { topics, waiting: new Set() };
    parties.set(key, made);
    return made;
  }

  async function serve(party: Party<Topic>): Promise<void> {
    const { topics, waiting } = party;
    if (party.fetching !== undefined) {
      party.fetching.again = true;
      return;
    }
    const mine = { again: true };
    party.fetching = mine;
    try {
      while (mine.again && !stopped) {
        mine.again = false;
        // Those who begin to wait in this turn of the event loop are served together.
        await setImmediate();
        const wanting = waiting.size;
        if (wanting === 0) break;
        const most = Math.min(wanting, mostAtOnce);
        const fetched = await fetch(topics, most);
        for (const work of fetched) hand(party, work);
        if (wanting > most && fetched.length === most) mine.again = true;
      }
    } catch (error) {
      // The backstop asks again: an unreachable database is not the waiters' concern.
      logger.debug('fetching work failed', { topics, error });
    } finally {
      party.fetching = undefined;
    }
  }

  /** To who it was fetched for, or to another one that would have it. */
  function hand(party: Party<Topic>, { topic, id }: Work<Topic>): void {
    const others = parties.values().filter(({ topics }) => topics.includes(topic));
    const takers = [party, ...others].find(({ waiting }) => waiting.size > 0);
    const [waiter] = takers?.waiting ?? [];
    if (waiter === undefined) {
      giveBack(topic, id).catch((error: unknown) =>
        logger.warn('work could not be given back', { topic, id, error }),
      );
      return;
    }
    takers?.waiting.delete(waiter);
    waiter.give({ topic, id });
  }

  function wakeAll(): void {
    for (const party of parties.values()) if (party.waiting.size > 0) void serve(party);
  }

  return {
    wait(wanted, milliseconds, signal) {
      return new Promise((resolve) => {
        const waiter: Waiter<Topic> = {
          give(work) {
            clearTimeout(timer);
            signal?.removeEventListener('abort', leave);
            resolve(work);
          },
        };
        const party = partyOf(wanted);
        const leave = (): void => {
          if (party.waiting.delete(waiter)) waiter.give(undefined);
        };
        const timer = setTimeout(leave, milliseconds);
        if (stopped || signal?.aborted === true) return waiter.give(undefined);
        signal?.addEventListener('abort', leave, { once: true });
        party.waiting.add(waiter);
        void serve(party);
      });
    },
    wake(topic) {
      for (const party of parties.values()) if (party.topics.includes(topic)) void serve(party);
    },
    wakeAll,
    stop() {
      stopped = true;
      clearInterval(backstop);
      for (const { waiting } of parties.values()) {
        for (const waiter of waiting) waiter.give(undefined);
        waiting.clear();
      }
    },
  };
}
