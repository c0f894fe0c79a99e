import { type Logger, delay } from '#kernel';

/** What a control plane does again and again until it stops. */
export interface Rounds {
  start(): void;
  /** Resolves when the round that is going on has ended. */
  stop(): Promise<void>;
  /** Aborted by `stop`: a long round looks at it between its steps. */
  readonly signal: AbortSignal;
}

/**
 * Rounds of a duty with a pause in milliseconds between them. One that fails is logged as `failed` and ends nothing: the next
 * one tries again. `round` is the number of the round, from 0.
 */
export function createRounds(options: {
  readonly round: (round: number) => Promise<void>;
  readonly pause: number;
  readonly logger: Logger;
  readonly failed: string;
}): Rounds {
  const { round, pause, logger, failed } = options;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (let number = 0; !stopping.signal.aborted; number += 1) {
      await round(number).catch((error: unknown) => logger.warn(failed, { error }));
      await delay(pause, stopping.signal);
    }
  }

  return {
    start: () => void (running ??= run()),
    async stop() {
      stopping.abort();
      await running;
    },
    signal: stopping.signal,
  };
}
