import { problem } from '#kernel';

/** So many may be inside at once; the others wait outside, in order. */
export interface Places {
  /** @throws WorkerStopped when the signal is aborted first */
  enter(signal: AbortSignal): Promise<true>;
  leave(): void;
}

export function createPlaces(most: number): Places {
  const outside: (() => void)[] = [];
  let inside = 0;
  return {
    async enter(signal) {
      if (signal.aborted) throw problem('WorkerStopped');
      inside += 1;
      if (inside <= most) return true;
      const turn = Promise.withResolvers<void>();
      outside.push(turn.resolve);
      const give = (): void => {
        const at = outside.indexOf(turn.resolve);
        if (at === -1) return;
        outside.splice(at, 1);
        inside -= 1;
        turn.reject(problem('WorkerStopped'));
      };
      signal.addEventListener('abort', give, { once: true });
      await turn.promise.finally(() => signal.removeEventListener('abort', give));
      return true;
    },
    leave() {
      inside -= 1;
      outside.shift()?.();
    },
  };
}
