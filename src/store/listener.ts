import pg from 'pg';

import { type Logger, delay } from '#kernel';

import { type PgConnection, pgConfig } from './connection.ts';
import { databaseError } from './database-errors.ts';

type Handle = {
  readonly onPayload: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
};

export interface Listener {
  /** Resolves when the server listens: what is notified from then on is heard. */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const firstPause = 50;
const longestPause = 2_000;
/** A connection that only listens would never find out that the machine at its other end is gone. */
const askEvery = 15_000;
const answerWithin = 5_000;

interface Connection {
  ask(text: string): Promise<unknown>;
  end(): Promise<void>;
}

/** One connection that listens to all channels and comes back by itself. */
export function createListener(connection: PgConnection, logger: Logger): Listener {
  const channels = new Map<string, Set<Handle>>();
  const closing = new AbortController();
  /** The connection, or the attempt to have one. Undefined only before the first and between two attempts. */
  let client: Promise<Connection> | undefined;

  async function connect(): Promise<Connection> {
    const made = new pg.Client({ ...pgConfig(connection), query_timeout: answerWithin });
    made.on('error', (error) => logger.warn('the listening connection was lost', { reason: error.message }));
    made.on('notification', ({ channel, payload }) => deliver(channel, payload ?? ''));
    try {
      await made.connect();
      for (const channel of channels.keys()) await made.query(`listen ${quoted(channel)}`);
    } catch (error) {
      void made.end().catch(() => {});
      throw databaseError(error);
    }
    const ask = oneAtATime((text) => made.query(text));
    const asking = setInterval(() => void ask('select 1').catch(() => lost()), askEvery);
    asking.unref();
    let gone = false;
    function lost(): void {
      if (gone) return;
      gone = true;
      clearInterval(asking);
      void made.end().catch(() => {});
      void reconnect();
    }
    made.once('end', lost);
    return { ask, end: () => made.end() };
  }

  /** One attempt for all who ask at the same time; a failed one is forgotten, so that the next asks anew. */
  function connected(): Promise<Connection> {
    if (client !== undefined) return client;
    const trying = connect();
    client = trying;
    trying.catch(() => {
      if (client === trying) client = undefined;
    });
    return trying;
  }

  async function reconnect(): Promise<void> {
    client = undefined;
    for (let pause = firstPause; !closing.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      try {
        await connected();
        break;
      } catch {
        await delay(pause, closing.signal);
      }
    }
    if (closing.signal.aborted) return;
    for (const handles of channels.values()) for (const { onReconnect } of handles) onReconnect?.();
  }

  function deliver(channel: string, payload: string): void {
    for (const { onPayload } of channels.get(channel) ?? []) {
      try {
        onPayload(payload);
      } catch (error) {
        logger.error('a notification was not handled', { channel, error });
      }
    }
  }

  /** The last one who leaves a channel turns it off; a lost connection has forgotten it anyway. */
  async function leave(channel: string, handle: Handle): Promise<void> {
    const handles = channels.get(channel);
    if (handles === undefined || !handles.delete(handle) || handles.size > 0) return;
    channels.delete(channel);
    const open = await client?.catch(() => undefined);
    if (open !== undefined && !channels.has(channel))
      await open.ask(`unlisten ${quoted(channel)}`).catch(() => {});
  }

  return {
    async listen(channel, onPayload, onReconnect) {
      const handle: Handle = { onPayload, onReconnect };
      const handles = channels.get(channel) ?? new Set();
      channels.set(channel, handles.add(handle));
      try {
        const open = await connected();
        // Also for a channel that others listen to: their LISTEN may still be under way.
        await open.ask(`listen ${quoted(channel)}`);
      } catch (error) {
        await leave(channel, handle);
        throw databaseError(error);
      }
      return () => leave(channel, handle);
    },
    async close() {
      closing.abort();
      channels.clear();
      const open = await client?.catch(() => undefined);
      await open?.end().catch(() => {});
    },
  };
}

/** The driver is about to refuse a statement while another one of its connection is under way. */
function oneAtATime(query: (text: string) => Promise<unknown>): (text: string) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (text) =>
    (last = last.then(
      () => query(text),
      () => query(text),
    ));
}

function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
