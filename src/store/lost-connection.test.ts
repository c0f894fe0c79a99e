import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { expect, test } from 'vitest';

import { silentLogger } from '#kernel';

import { openDatabase } from './database.ts';
import { sql } from './sql.ts';

/** As PostgreSQL writes them: a letter, how long, what. */
function message(letter: string, ...parts: (string | number)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') return Buffer.from(part, 'latin1');
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

test('a server that ends a connection in the moment in which it is made fails what wanted it, and not the process', async () => {
  const signedIn = message('R', 0);
  const ready = message('Z', 'I');
  const leaving = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([signedIn, ready, leaving])));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const db = openDatabase({
    connection: { host: '127.0.0.1', port, user: 'somebody', password: 'p', database: 'd' },
    logger: silentLogger,
  });
  await expect(db.transaction((tx) => tx.query(sql`select 1`))).rejects.toThrow();
  await db.close();
  server.close();
});
