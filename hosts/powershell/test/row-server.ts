import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import type { AddressInfo, Server } from 'node:net';

import { createAuthority, issueServerCertificate } from '#certificates';

import { startRowMail } from './row-mail.ts';

/** Where the rows of the web cmdlets ask: `$env:ROW_SERVER`, its twin over TLS, and the port of a mail server. */
export interface RowServer {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

type Page = (response: ServerResponse, request: IncomingMessage, body: string, origin: string) => void;

const json = { 'content-type': 'application/json' };
const plain = { 'content-type': 'text/plain; charset=utf-8' };
const feed = '<rss><channel><item><title>one</title></item><item><title>two</title></item></channel></rss>';
const html =
  '<html><body><a href="/x?a=1&amp;b=2">go</a><img src="p.png"><input name="q" value="v"></body></html>';

/** Answers the first request for a path with one status, and later ones with 200. */
function firstThen(status: number, headers: Record<string, string> = {}): Page {
  const seen = new Set<string>();
  return (response, request) => {
    const again = seen.has(request.url!);
    seen.add(request.url!);
    response.writeHead(again ? 200 : status, { ...plain, ...headers }).end(again ? 'at last' : 'not yet');
  };
}

/** The pages of one server; each counts the requests that it has seen by itself. */
const pages = (): Record<string, Page> => ({
  text: (response) => response.writeHead(200, plain).end('hello'),
  json: (response) => response.writeHead(200, json).end('{"a":1,"list":[1,2],"deep":{"b":"x"}}'),
  array: (response) => response.writeHead(200, json).end('[1,2,3]'),
  xml: (response) => response.writeHead(200, { 'content-type': 'application/xml' }).end('<r><a>1</a></r>'),
  feed: (response) => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed),
  html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
  bytes: (response) =>
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.from([1, 2, 255])),
  latin1: (response) =>
    response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xe9])),
  download: (response) =>
    response
      .writeHead(200, { ...plain, 'content-disposition': 'attachment; filename="../report.csv"' })
      .end('a,b'),
  status: (response, request) =>
    response
      .writeHead(Number(request.url!.split('/')[2]), json)
      .end('{"error":{"code":"No","message":"not today"}}'),
  flaky: firstThen(503),
  throttled: firstThen(429, { 'retry-after': '0' }),
  silent: () => undefined,
  redirect: (response) => response.writeHead(302, { location: '/text' }).end(),
  moved: (response, request) =>
    response.writeHead(Number(request.url!.split('/')[2]), { location: '/echo' }).end(),
  down: (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  loop: (response) => response.writeHead(302, { location: '/loop' }).end(),
  cookie: (response) => response.writeHead(200, { ...plain, 'set-cookie': 'kept=1' }).end('set'),
  page: (response, request, _body, origin) => {
    const number = Number(request.url!.split('/')[2]);
    const link = number < 3 ? { link: `<${origin}/page/${number + 1}>; rel="next"` } : {};
    response.writeHead(200, { ...json, ...link }).end(`{"page":${number}}`);
  },
  echo: (response, request, body) =>
    response
      .writeHead(200, json)
      .end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body })),
});

/** Starts the server of the rows: plain, over TLS with a certificate nobody trusts, and for mail. */
export async function startRowServer(): Promise<RowServer> {
  const authority = await createAuthority({ name: 'Rows' });
  const leaf = await issueServerCertificate(authority, { hosts: ['127.0.0.1'] });
  const answer = answering();
  const clear = createServer(answer);
  const safe = createTlsServer({ key: leaf.privateKeyPem, cert: leaf.certificatePem }, answer);
  const mail = await startRowMail();
  return {
    environment: {
      ROW_SERVER: `http://127.0.0.1:${await listening(clear)}`,
      ROW_TLS: `https://127.0.0.1:${await listening(safe)}`,
      ROW_MAIL: String(mail.port),
    },
    async close() {
      for (const server of [clear, safe]) {
        server.close();
        server.closeAllConnections();
      }
      await mail.close();
    },
  };
}

function answering(): RequestListener {
  const known = pages();
  return (request, response) => {
    void text(request).then((body) => {
      const page = known[request.url!.split(/[/?]/)[1]!] ?? known['text']!;
      page(response, request, body, `http://${request.headers.host}`);
    });
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
