/** When the process may end because the runbook does nothing but wait for other jobs. */
export interface Waits {
  /** The runbook waits as long as this takes. */
  during<Answer>(ask: () => Promise<Answer>): Promise<Answer>;
  /** A step is under way as long as this takes: ending it in the middle would do it twice. */
  working<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The worker says that the wait is a long one. */
  askedToPark(): void;
}

/** After a step the runbook goes on: whether it does nothing but wait is seen a moment later. */
const moment = 1_000;

export function createWaits(park: () => void): Waits {
  let waiting = 0;
  let steps = 0;
  let asked = false;

  const look = (): void => {
    if (asked && waiting > 0 && steps === 0) park();
  };

  return {
    async during(ask) {
      waiting += 1;
      try {
        return await ask();
      } finally {
        waiting -= 1;
        if (waiting === 0) asked = false;
      }
    },
    async working(work) {
      steps += 1;
      try {
        return await work();
      } finally {
        steps -= 1;
        if (asked) setTimeout(look, moment).unref();
      }
    },
    askedToPark() {
      asked = true;
      look();
    },
  };
}
