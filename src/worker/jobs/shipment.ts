import { delay } from '#kernel';

/** Things that are sent in batches, in order. */
export interface Shipment<Item> {
  /** `weight`: bytes that the item takes on the way, roughly. */
  add(item: Item, weight: number): void;
  /** Resolves when everything added so far has arrived. Rejects when a batch was refused for good. */
  flush(): Promise<void>;
  /** How many wait to be sent, and their weight. */
  readonly backlog: number;
  readonly backlogBytes: number;
}

export interface ShipmentOptions<Item> {
  /** `before`: the batch before this one, where that is still under way. */
  send(batch: readonly Item[], before: Promise<void> | undefined): Promise<void>;
  /** Called after each batch. */
  onSent?: () => void;
  /** Batches under way at a time; one. A further one is sent only when it is full. */
  mostUnderWay?: number;
}

export const mostItems = 2_500;
export const mostDelay = 50;
/** Keeps a batch below what a server accepts as one body. */
const mostBytes = 4 * 1024 * 1024;

export function createShipment<Item>(options: ShipmentOptions<Item>): Shipment<Item> {
  const { send, onSent, mostUnderWay = 1 } = options;
  let items: Item[] = [];
  let weights: number[] = [];
  let bytes = 0;
  let urgent = new AbortController();
  let sending: Promise<void> | undefined;
  let underWay: Promise<void>[] = [];

  async function sendAll(): Promise<void> {
    await delay(mostDelay, urgent.signal);
    while (items.length > 0 || underWay.length > 0) {
      if (underWay.length === 0) launch();
      launchFull();
      await underWay[0];
      underWay.shift();
      onSent?.();
    }
  }

  function launch(): void {
    const sent = send(takeBatch(), underWay.at(-1));
    // Awaited in its turn; until then nobody listens.
    sent.catch(() => {});
    underWay.push(sent);
  }

  /** Beside what is under way. */
  function launchFull(): void {
    while (isFull() && underWay.length > 0 && underWay.length < mostUnderWay) launch();
  }

  const isFull = (): boolean => items.length >= mostItems || bytes >= mostBytes;

  function takeBatch(): readonly Item[] {
    let count = 0;
    let weight = 0;
    while (count < items.length && count < mostItems) {
      if (weight + weights[count]! > mostBytes && count > 0) break;
      weight += weights[count]!;
      count += 1;
    }
    bytes -= weight;
    weights = weights.slice(count);
    const batch = items.slice(0, count);
    items = items.slice(count);
    return batch;
  }

  function start(): Promise<void> {
    if (sending === undefined) {
      sending = sendAll().finally(() => {
        sending = undefined;
        underWay = [];
        urgent = new AbortController();
      });
      // Whoever flushes hears of it; until then nobody listens. Said once: it would be kept for each item until all is sent.
      sending.catch(() => {});
    }
    return sending;
  }

  return {
    add(item, weight) {
      items.push(item);
      weights.push(weight);
      bytes += weight;
      void start();
      if (!isFull()) return;
      // Once: each call of `abort` makes an error with its stack, which takes longer than all else that is done here.
      if (!urgent.signal.aborted) urgent.abort();
      launchFull();
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
    get backlogBytes() {
      return bytes;
    },
  };
}
