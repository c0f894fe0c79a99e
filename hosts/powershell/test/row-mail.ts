import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** An SMTP server that takes every mail; what it was told can be asked for with the word MAILS. */
export async function startRowMail(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const mails: string[] = [];
  const server = createServer((socket) => talk(socket, mails));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

function talk(socket: Socket, mails: string[]): void {
  let pending = '';
  let data: string[] | undefined;
  let envelope: string[] = [];
  socket.on('error', () => undefined);
  socket.write('220 rows\r\n');
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (data !== undefined) {
        if (line !== '.') data.push(line);
        else {
          mails.push([...envelope, ...data].join('\n'));
          data = undefined;
          envelope = [];
          socket.write('250 kept\r\n');
        }
      } else if (line === 'MAILS') {
        socket.end(mails.splice(0).join('\n'));
      } else {
        if (/^(MAIL|RCPT) /.test(line)) envelope.push(line);
        if (line === 'DATA') data = [];
        socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
      }
    }
  });
}
