/**
 * What a job's process does to get out, and then what the test asks of it: unmodified clients that know nothing of the
 * gateway but the environment. Prints one JSON document.
 */
import { createServer } from 'node:net';
import { get, setGlobalProxyFromEnv } from 'node:http';
import { get as httpsGet } from 'node:https';

import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.send!({ port }, server, {}, () => server.close());
});

process.once('message', async (message: Asked) => {
  Object.assign(process.env, message.environment);
  setGlobalProxyFromEnv?.(message.environment);
  const task = tasks[message.task] as (data: Record<string, string>) => Promise<unknown>;
  const result = await task(message.data).catch((error: unknown) => ({
    failed: String(error),
    cause: String((error as Error).cause),
  }));
  process.send!({ result }, () => process.exit(0));
});

interface Asked {
  readonly environment: Record<string, string>;
  readonly task: string;
  readonly data: Record<string, string>;
}

const identity = async (query = '', headers: Record<string, string> = {}) => {
  const url = `${process.env['IDENTITY_ENDPOINT']}?resource=https://graph.microsoft.com&api-version=2019-08-01${query}`;
  const answer = await fetch(url, {
    headers: { 'X-IDENTITY-HEADER': process.env['IDENTITY_HEADER']!, ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
};

const tasks: Record<string, (data: Record<string, string>) => Promise<unknown>> = {
  async fetch({ url = '' }) {
    const { body } = await identity();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${body['access_token']}` } });
    return { status: answer.status, body: await answer.json() };
  },
  async manage({ url = '', method = 'GET' }) {
    const { body } = await identity();
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${body['access_token']}`, 'x-tenantry-job': 'somebody-else' },
    });
    return { status: answer.status, body: await answer.json() };
  },
  async refused({ url = '' }) {
    const answer = await fetch(url);
    return { status: answer.status };
  },
  https: ({ url = '' }) =>
    new Promise((resolve, reject) => {
      httpsGet(url, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode });
      }).once('error', reject);
    }),
  async identity() {
    const wrong = await new Promise<number>((resolve) =>
      get(`${process.env['IDENTITY_ENDPOINT']}?resource=x`, (answer) => resolve(answer.statusCode ?? 0)),
    );
    return {
      right: await identity('', { Metadata: 'true' }),
      renewed: (await identity('&bypass_cache=true')).status,
      forwarded: (await identity('', { 'X-Forwarded-For': '1.2.3.4' })).status,
      wrong,
    };
  },
  async managedIdentity() {
    const token = await new ManagedIdentityCredential().getToken('https://graph.microsoft.com/.default');
    const graph = Client.init({ authProvider: (done) => done(null, token.token) });
    const users = (await graph.api('/users').top(3).select('id').get()) as { value: unknown[] };
    return { users: users.value.length, token: token.token };
  },
  async clientSecret({ tenantId = '', clientId = '', secret = '' }) {
    const credential = new ClientSecretCredential(tenantId, clientId, secret, {
      disableInstanceDiscovery: true,
    });
    const { token } = await credential.getToken('https://graph.microsoft.com/.default');
    const answer = await fetch('https://graph.microsoft.com/v1.0/users?$top=1', {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, token };
  },
  async slow({ url = '' }) {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  },
};
