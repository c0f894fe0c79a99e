import { delay } from '#kernel';

/** Things that are sent in batches, one batch at a time, in order. */
export interface Shipment<Item> {
  add(item: Item): void;
  /** Resolves when everything added so far has arrived. Rejects when a batch was refused for good. */
  flush(): Promise<void>;
  readonly backlog: number;
}

export interface ShipmentOptions<Item> {
  send(batch: readonly Item[]): Promise<void>;
  /** Bytes that the item takes on the way, roughly. */
  weigh(item: Item): number;
  /** Called after each batch. */
  onSent?: () => void;
}

export const mostItems = 2_500;
export const mostDelay = 50;
/** Keeps a batch below what a server accepts as one body. */
const mostBytes = 4 * 1024 * 1024;

export function createShipment<Item>({ send, weigh, onSent }: ShipmentOptions<Item>): Shipment<Item> {
  let items: Item[] = [];
  let bytes = 0;
  let urgent = new AbortController();
  let sending: Promise<void> | undefined;

  async function sendAll(): Promise<void> {
    await delay(mostDelay, urgent.signal);
    while (items.length > 0) {
      const batch = takeBatch();
      await send(batch);
      onSent?.();
    }
  }

  function takeBatch(): readonly Item[] {
    let count = 0;
    let weight = 0;
    while (count < items.length && count < mostItems) {
      weight += weigh(items[count]!);
      if (weight > mostBytes && count > 0) break;
      count += 1;
    }
    bytes = Math.max(0, bytes - weight);
    const batch = items.slice(0, count);
    items = items.slice(count);
    return batch;
  }

  function start(): Promise<void> {
    if (sending === undefined) {
      sending = sendAll().finally(() => {
        sending = undefined;
        urgent = new AbortController();
      });
      // Whoever flushes hears of it; until then nobody listens. Said once: it would be kept for each item until all is sent.
      sending.catch(() => {});
    }
    return sending;
  }

  return {
    add(item) {
      items.push(item);
      bytes += weigh(item);
      void start();
      // Once: each call of `abort` makes an error with its stack, which takes longer than all else that is done here.
      if (!urgent.signal.aborted && (items.length >= mostItems || bytes >= mostBytes)) urgent.abort();
    },
    async flush() {
      while (items.length > 0 || sending !== undefined) {
        const sent = start();
        urgent.abort();
        await sent;
      }
    },
    get backlog() {
      return items.length;
    },
  };
}
