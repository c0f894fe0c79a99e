import { type Logger, delay, problem } from '#kernel';

import type { Host } from './host.ts';

/** Hosts that wait for a job. */
export interface WarmHosts {
  /** The next host, warm when there is one. It is the caller's, who destroys it; another is started by `refill`. */
  take(signal: AbortSignal): Promise<Host>;
  /** Gives a host back that has not been told of a job. */
  giveBack(host: Host): void;
  /** Starts what is missing. Called when a job runs, not when a host is taken: starting one costs the other its start. */
  refill(): void;
  close(): Promise<void>;
}

/** Longest pause between tries while hosts do not start. */
const longestPause = 10_000;

export function keepWarmHosts(size: number, start: () => Promise<Host>, logger: Logger): WarmHosts {
  const warm: Host[] = [];
  const waiting: PromiseWithResolvers<Host>[] = [];
  const closing = new AbortController();
  const starts = new Set<Promise<void>>();
  let failures = 0;

  function offer(host: Host): void {
    const taker = waiting.shift();
    if (taker !== undefined) return taker.resolve(host);
    warm.push(host);
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

  refill();
  return {
    async take(signal) {
      const host = warm.shift();
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
    giveBack: offer,
    refill,
    async close() {
      closing.abort();
      await Promise.all(starts);
      await Promise.all(warm.splice(0).map((host) => host.destroy()));
    },
  };
}
