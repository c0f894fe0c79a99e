import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Takes what is posted to it. */
export interface HttpReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What it answers to the next calls, one after the other; 202 when nothing is left. */
  answer(...statuses: number[]): void;
  close(): Promise<void>;
}

export async function httpReceiver(): Promise<HttpReceiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      const status = statuses.shift() ?? 202;
      response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=in-the-address`,
    received,
    answer: (...next) => void statuses.push(...next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface MailReceiver {
  readonly port: number;
  readonly mails: readonly {
    readonly secure: boolean;
    readonly user: string | undefined;
    readonly text: string;
  }[];
  close(): Promise<void>;
}

/** An SMTP server that offers STARTTLS when it has a certificate, and then wants a user. It knows nobody whose name begins with `nobody`. */
export async function mailReceiver(
  tls?: { readonly key: string; readonly cert: string },
  password = '',
): Promise<MailReceiver> {
  const mails: { secure: boolean; user: string | undefined; text: string }[] = [];
  const server = new SMTPServer({
    ...tls,
    hideSTARTTLS: tls === undefined,
    authOptional: tls === undefined,
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: auth.username })
        : done(new Error(`no: ${auth.password}`)),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('nobody') ? Object.assign(new Error('unknown'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const whole = Buffer.concat(chunks).toString();
        mails.push({ secure: session.secure, user: session.user as string | undefined, text: whole });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
