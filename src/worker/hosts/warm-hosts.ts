import { type Logger, delay, problem } from '#kernel';

import type { Host } from './host.ts';

/** Hosts that wait for a job. */
export interface WarmHosts {
  /** A host that is ready now. It is the caller's, who destroys it; another is started by `refill`. */
  takeWarm(): Host | undefined;
  /** The next host, warm when there is one. Rejects when several in a row could not be started. */
  take(signal: AbortSignal): Promise<Host>;
  /** Starts what is missing. Called when a job runs, not when a host is taken: starting one costs the other its start. */
  refill(): void;
  /** Resolves when all of them have been warm for the first time, or it was closed. */
  readonly full: Promise<void>;
  close(): Promise<void>;
}

/** Longest pause between tries while hosts do not start. */
const longestPause = 10_000;
/** After so many failures in a row those who wait are told. */
const mostFailures = 3;

export function keepWarmHosts(size: number, start: () => Promise<Host>, logger: Logger): WarmHosts {
  const warm: Host[] = [];
  const waiting: PromiseWithResolvers<Host>[] = [];
  const closing = new AbortController();
  const starts = new Set<Promise<void>>();
  const full = Promise.withResolvers<void>();
  let failures = 0;

  function offer(host: Host): void {
    const taker = waiting.shift();
    if (taker !== undefined) return taker.resolve(host);
    warm.push(host);
    if (warm.length >= size) full.resolve();
    void host.gone.then(() => {
      const at = warm.indexOf(host);
      if (at === -1) return;
      warm.splice(at, 1);
      logger.warn('a waiting host died and is replaced');
      void host.destroy();
      refill();
    });
  }

  async function startOne(): Promise<void> {
    try {
      const host = await start();
      failures = 0;
      if (closing.signal.aborted) await host.destroy();
      else offer(host);
    } catch (error) {
      failures += 1;
      logger.error('a host could not be started', { error, failures });
      if (failures >= mostFailures) for (const taker of waiting.splice(0)) taker.reject(error);
      await delay(Math.min(100 * 2 ** failures, longestPause), closing.signal);
    }
  }

  function refill(): void {
    while (!closing.signal.aborted && warm.length + starts.size < Math.max(size, waiting.length)) {
      const starting = startOne().finally(() => {
        starts.delete(starting);
        refill();
      });
      starts.add(starting);
    }
  }

  /** A host may have died while it waited: its end is heard a moment later. */
  function takeWarm(): Host | undefined {
    const at = warm.findIndex((host) => host.alive());
    return at === -1 ? undefined : warm.splice(at, 1)[0];
  }

  refill();
  if (size === 0) full.resolve();
  return {
    takeWarm,
    full: full.promise,
    async take(signal) {
      const host = takeWarm();
      if (host !== undefined) return host;
      const taker = Promise.withResolvers<Host>();
      waiting.push(taker);
      refill();
      const leave = (): void => {
        const at = waiting.indexOf(taker);
        if (at !== -1) waiting.splice(at, 1);
        taker.reject(problem('WorkerStopped'));
      };
      signal.addEventListener('abort', leave, { once: true });
      return taker.promise.finally(() => signal.removeEventListener('abort', leave));
    },
    refill,
    async close() {
      closing.abort();
      full.resolve();
      await Promise.all(starts);
      await Promise.all(warm.splice(0).map((host) => host.destroy()));
    },
  };
}
