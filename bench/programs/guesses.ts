/**
 * Posts guesses at tokens of webhooks, so many a second from as many addresses, and says what came of them. It writes bytes to
 * sockets rather than use a client: whoever guesses does, and on few cores a client's own work would leave the server less of them.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type TLSSocket, connect } from 'node:tls';

import { delay, monotonicNow, newSecret } from '#kernel';

const [origin = '', caFile = '', perSecond = '', seconds = ''] = process.argv.slice(2);
const { host, hostname, port } = new URL(origin);
const ca = readFileSync(caFile);
const [connections, aSecond] = [256, 100];

const [each, rounds] = [Math.round(Number(perSecond) / aSecond), Number(seconds) * aSecond];

const statuses: Record<number, number> = {};
const free: TLSSocket[] = [];
const all = Promise.withResolvers<void>();
let [due, sent, answered] = [0, 0, 0];

async function open(): Promise<TLSSocket> {
  const socket = connect({ host: hostname, port: Number(port), ca });
  await once(socket, 'secureConnect');
  socket.setEncoding('latin1').on('error', all.reject);
  socket.on('close', () => all.reject(new Error('a connection ended before all were answered')));
  socket.on('data', (text: string) => {
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]);
    if (Number.isNaN(status)) return;
    statuses[status] = (statuses[status] ?? 0) + 1;
    answered += 1;
    if (answered === each * rounds) all.resolve();
    else if (sent < due) socket.write(guess());
    else free.push(socket);
  });
  return socket;
}

function guess(): string {
  sent += 1;
  const address = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
  return `POST /webhooks?token=${newSecret()} HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-for: ${address}\r\ncontent-length: 1\r\n\r\nx`;
}

const sockets = await Promise.all(Array.from({ length: connections }, open));
free.push(...sockets);
const began = monotonicNow();
for (let round = 0; round < rounds; round += 1) {
  due += each;
  while (sent < due && free.length > 0) free.pop()!.write(guess());
  await delay(Math.max(0, began + ((round + 1) * 1_000) / aSecond - monotonicNow()));
}
await all.promise;
process.send?.({ statuses, milliseconds: monotonicNow() - began });
for (const socket of sockets) socket.removeAllListeners('close').destroy();
