import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a job asks for its identity's tokens, with tokens made by whoever starts it. */
export interface JobIdentity {
  readonly environment: Readonly<Record<string, string>>;
  /** Queries received so far. */
  readonly asked: readonly URLSearchParams[];
  close(): Promise<void>;
}

const secret = 'for this job only';

export async function startIdentity(
  token: (resource: string, clientId: string | null) => Promise<object>,
): Promise<JobIdentity> {
  const asked: URLSearchParams[] = [];
  const server: Server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
    asked.push(query);
    const refuse = (status: number, message: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
    };
    if (request.headers['x-identity-header'] !== secret) return refuse(401, 'wrong header');
    token(query.get('resource') ?? '', query.get('client_id')).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error: unknown) => refuse(400, String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    environment: {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`,
      IDENTITY_HEADER: secret,
    },
    asked,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
