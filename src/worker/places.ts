import { problem } from '#kernel';

/** So many may be inside at once; the others wait outside, in order. */
export interface Places {
  /** @throws WorkerStopped when the signal is aborted first */
  enter(signal: AbortSignal): Promise<true>;
  leave(): void;
  /** Inside again at once, even if that is one too many for a while. */
  comeBack(): void;
}

/** The place of one job, which it leaves while it only waits for others, and for good at its end. */
export interface Place {
  pause(): void;
  resume(): void;
  leave(): void;
}

/** The place that was entered last. */
export function placeIn(places: Pick<Places, 'leave' | 'comeBack'>): Place {
  let state: 'inside' | 'outside' | 'left' = 'inside';
  return {
    pause() {
      if (state !== 'inside') return;
      state = 'outside';
      places.leave();
    },
    resume() {
      if (state !== 'outside') return;
      state = 'inside';
      places.comeBack();
    },
    leave() {
      if (state === 'inside') places.leave();
      state = 'left';
    },
  };
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
      // Where jobs came back, there may still be one too many.
      if (inside - outside.length < most) outside.shift()?.();
    },
    comeBack() {
      inside += 1;
    },
  };
}
