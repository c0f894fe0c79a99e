import { setImmediate } from 'node:timers/promises';

/**
 * What is asked for one by one is done together: what comes in one turn of the event loop, or while a batch runs. A batch
 * that fails, fails for each of its requests.
 */
export function inBatches<Item>(
  most: number,
  run: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let gathered: Request<Item>[] = [];
  let running = false;

  async function work(): Promise<void> {
    running = true;
    await setImmediate();
    while (gathered.length > 0) {
      const batch = gathered.slice(0, most);
      gathered = gathered.slice(most);
      try {
        await run(batch.map(({ item }) => item));
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    running = false;
  }

  return (item) => {
    const done = Promise.withResolvers<void>();
    gathered.push({ item, done });
    if (!running) void work();
    return done.promise;
  };
}

interface Request<Item> {
  readonly item: Item;
  readonly done: PromiseWithResolvers<void>;
}
