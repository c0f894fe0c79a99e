import pg from 'pg';

import { type Logger, delay } from '#kernel';

import { type PgConnection, pgConfig } from './connection.ts';

type Handle = {
  readonly onPayload: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
};

export interface Listener {
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const firstPause = 50;
const longestPause = 2_000;

/** One connection that listens to all channels and comes back by itself. */
export function createListener(connection: PgConnection, logger: Logger): Listener {
  const channels = new Map<string, Set<Handle>>();
  const closing = new AbortController();
  let client: Promise<pg.Client> | undefined;

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ ...pgConfig(connection), keepAlive: true });
    made.on('error', (error) => logger.warn('the listening connection was lost', { reason: error.message }));
    made.on('notification', ({ channel, payload }) => {
      for (const { onPayload } of channels.get(channel) ?? []) onPayload(payload ?? '');
    });
    await made.connect();
    made.once('end', () => void reconnect());
    for (const channel of channels.keys()) await made.query(`listen ${quoted(channel)}`);
    return made;
  }

  async function reconnect(): Promise<void> {
    for (let pause = firstPause; !closing.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      const trying = connect();
      client = trying;
      try {
        await trying;
        break;
      } catch {
        await delay(pause, closing.signal);
      }
    }
    if (closing.signal.aborted) return;
    for (const handles of channels.values()) for (const { onReconnect } of handles) onReconnect?.();
  }

  return {
    async listen(channel, onPayload, onReconnect) {
      const handle: Handle = { onPayload, onReconnect };
      const known = channels.get(channel);
      if (known === undefined) channels.set(channel, new Set([handle]));
      else known.add(handle);
      if (client === undefined) {
        client = connect();
        await client;
      } else if (known === undefined) {
        const open = await client;
        await open.query(`listen ${quoted(channel)}`);
      }
      return async () => {
        channels.get(channel)?.delete(handle);
      };
    },
    async close() {
      closing.abort();
      const open = await client?.catch(() => undefined);
      await open?.end().catch(() => {});
    },
  };
}

function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
