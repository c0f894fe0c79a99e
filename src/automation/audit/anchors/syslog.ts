import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { hostname } from 'node:os';

import type { Seal } from '#audit-chain';

import type { Anchor } from '../anchoring.ts';

/** RFC 5424: facility 13 (audit), severity 5 (notice). */
const priority = 13 * 8 + 5;
const usualPort = 514;
const patience = 10_000;

/**
 * `syslog://host:514` by UDP, one datagram a seal, which nobody confirms; `syslog+tcp://host:601` by TCP with counted octets
 * (RFC 6587), which is over when the receiver took it.
 */
export function syslogAnchor(url: URL): Anchor {
  const port = url.port === '' ? usualPort : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const send = url.protocol === 'syslog+tcp:' ? sendByTcp : sendByUdp;
  return {
    place: `${url.protocol}//${url.hostname}:${port}`,
    write: (seals) => send(seals.map(messageOf), host, port),
  };
}

function messageOf(seal: Seal): Buffer {
  return Buffer.from(
    `<${priority}>1 ${seal.time} ${hostname()} tenantry ${process.pid} audit-seal - ${JSON.stringify(seal)}`,
  );
}

async function sendByUdp(messages: readonly Buffer[], host: string, port: number): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    for (const message of messages)
      await new Promise<void>((resolve, reject) =>
        socket.send(message, port, host, (error) => (error === null ? resolve() : reject(error))),
      );
  } finally {
    socket.close();
  }
}

async function sendByTcp(messages: readonly Buffer[], host: string, port: number): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal });
    for (const message of messages) socket.write(Buffer.concat([Buffer.from(`${message.length} `), message]));
    socket.end();
    socket.resume();
    await once(socket, 'close', { signal });
  } finally {
    socket.destroy();
  }
}
