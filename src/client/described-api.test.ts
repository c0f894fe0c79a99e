import { readFileSync } from 'node:fs';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, expect, test } from 'vitest';

import { type Client, createClient } from './client.ts';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}
const { paths } = JSON.parse(
  readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
) as Described;

/** An answer that every method can make something of. */
const answer = {
  status: 'Completed',
  state: 'Completed',
  id: '/x',
  name: 'x',
  type: 'X',
  properties: { provisioningState: 'Succeeded', status: 'Completed', roleName: 'Reader', imports: [] },
  identity: { type: 'SystemAssigned', principalId: 'x' },
  value: [],
};
const asked: string[] = [];
/** Told of each call: who polls a thing that never changes is not waited for. */
let enough: () => void = () => {};
const server = createServer((request: IncomingMessage, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (asked.length === 3) enough();
  request.resume();
  request.on('end', () =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
  );
});
const started = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

afterAll(() => server.close());

const newClient = (): Client =>
  createClient({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: async () => 'a token',
    subscriptionId: 'sub',
    resourceGroup: 'group',
    account: 'account',
  });

type Method = (...given: unknown[]) => unknown;
const methodsOf = (client: Client): [string, Method][] =>
  Object.entries(client).flatMap(([group, methods]) =>
    typeof methods === 'object'
      ? Object.entries(methods as Record<string, Method>).map(
          ([name, method]) => [`${group}.${name}`, method] as [string, Method],
        )
      : [],
  );

/** A second name, a text, the bytes of a file, or settings: whatever a method takes. */
const other = Object.assign(Buffer.from('other'), { content: new Uint8Array(1) });

/** Calls it, and reads it to its end where it is a list. What it makes of the answer is not what this is about. */
async function ask(method: Method): Promise<void> {
  try {
    const result = method('name', other, {}, {});
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result)
      for await (const _each of result as AsyncIterable<unknown>);
    else await result;
  } catch {
    // The call went out or it did not: that is looked at.
  }
}

function isDescribed(call: string): boolean {
  const [method = '', address = ''] = call.split(' ');
  const path = new URL(address, 'http://any').pathname.toLowerCase();
  return Object.entries(paths).some(
    ([template, operations]) =>
      method.toLowerCase() in operations &&
      new RegExp(
        `^${template
          .toLowerCase()
          .replaceAll('.', '\\.')
          .replaceAll(/\{\w+\}/g, '[^/]+')}$`,
      ).test(path),
  );
}

test('every method of the client calls an address that the description of the API has', async () => {
  await started;
  const count = methodsOf(newClient()).length;
  expect(count).toBeGreaterThan(60);
  const silent: string[] = [];
  const strays: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // One for each: what still polls ends with its client.
    const client = newClient();
    const [name, method] = methodsOf(client)[index]!;
    asked.length = 0;
    await Promise.race([ask(method), new Promise<void>((resolve) => (enough = resolve))]);
    await client.close();
    if (asked.length === 0) silent.push(name);
    strays.push(...asked.filter((call) => !isDescribed(call)).map((call) => `${name}: ${call}`));
  }
  expect(strays).toEqual([]);
  expect(silent).toEqual([]);
}, 60_000);
