/** Hands values from a producer to one reader, as many as there are; a producer who awaits `put` never gets far ahead of a slow reader. */
export interface Mailbox<Value> extends AsyncIterable<readonly Value[]> {
  /** Resolves when there is room for more. */
  put(value: Value): Promise<void>;
  /** The reader gets what is left and then the end; whoever waits to put goes on. */
  close(): void;
}

const roomFor = 256;

export function createMailbox<Value>(): Mailbox<Value> {
  const waiting: Value[] = [];
  let closed = false;
  let news = Promise.withResolvers<void>();
  let room = Promise.withResolvers<void>();

  return {
    async put(value) {
      if (closed) return;
      waiting.push(value);
      news.resolve();
      while (waiting.length > roomFor && !closed) await room.promise;
    },
    close() {
      closed = true;
      news.resolve();
      room.resolve();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (waiting.length > 0) {
          yield waiting.splice(0);
          continue;
        }
        if (closed) return;
        news = Promise.withResolvers();
        const emptied = room;
        room = Promise.withResolvers();
        emptied.resolve();
        await news.promise;
      }
    },
  };
}
