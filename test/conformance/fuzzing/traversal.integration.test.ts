import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sql } from '#store';

import { describedRoutes } from '../../../src/api/described-routes.ts';
import { type TestControlPlane, testControlPlane, version } from '../../../src/api/testing/control-plane.ts';
import { wantsOf } from '../headers.ts';
import { type RawClient, rawClient } from './raw-client.ts';

let plane: TestControlPlane;
/** May do everything in the account `main`, and nothing anywhere else. */
let client: RawClient;
let other: string;

beforeAll(async () => {
  plane = await testControlPlane();
  client = rawClient(plane, 'stranger');
  other = plane.account.replace(/main$/, 'other');
  await plane.call('PUT', `${other}?${version}`, { json: {} });
  await plane.automation.access.grant(plane.objectId('stranger'), 'Owner', plane.account);
  for (const account of [plane.account, other])
    for (const name of ['Known', 'other'])
      await plane.call('PUT', `${account}/variables/${name}?${version}`, {
        json: { properties: { value: '"to be kept from others"', isEncrypted: false } },
      });
});
afterAll(() => client.close());

/** Ways to write "up and over" that some server has once read as such, as they go over the wire. */
const up = [
  '..',
  '.',
  '%2e%2e',
  '%2E.',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '%uff0e%uff0e',
  '%EF%BC%8E%EF%BC%8E',
  '..%00',
  '..;',
];
const over = ['/', '%2f', '%2F', '%252f', '%5c', '%255c', '\\', '%c0%af', '%EF%BC%8F', '%e2%88%95', '//'];
const ways = up.flatMap((first) => over.map((second) => ({ first, second })));

const routes = describedRoutes().filter(({ path }) => path.includes('/automationaccounts/:account'));
const bodyOf = (method: string) =>
  method === 'PUT' || method === 'PATCH'
    ? { type: 'application/json', bytes: Buffer.from('{"properties":{"value":"1","isEncrypted":false}}') }
    : undefined;
const fill = (path: string, names: Readonly<Record<string, string>>): string =>
  path.replaceAll(/:(\w+)/g, (_whole, name: string) => names[name] ?? 'Known');
const counts = () =>
  plane.db.one<{ other: number; all: number }>(sql`
    select count(*) filter (where resource ilike ${`${other}%`})::int as other, count(*)::int as all from audit_entry`);

describe('an owner of one account, whatever the path looks like', { timeout: 900_000 }, () => {
  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s never leads to another account',
    async (_address, route) => {
      const before = await counts();
      // Each route gets some of the ways, and all routes together get all of them many times.
      const start = routes.indexOf(route);
      for (let index = start; index < start + 12; index += 1) {
        const { first, second } = ways[(index * 7) % ways.length]!;
        const account = `main${second}${first}${second}other`;
        const path = fill(route.path, { subscription: plane.subscriptionId, group: 'tenantry', account });
        const from = plane.served.length;
        const { status, body } = await client.send(route.method, `${path}?${version}`, bodyOf(route.method));
        expect([status >= 400 && status < 500, path, body]).toEqual([true, path, body]);
        expect(body).not.toContain('to be kept');
        expect(plane.served.slice(from).flatMap(wantsOf)).toEqual([]);
      }
      expect((await counts()).other).toBe(before.other);
    },
  );

  test('all ways, at the two places where they would count most', async () => {
    for (const { first, second } of ways) {
      for (const rest of [
        `/main${second}${first}${second}other/variables/Known`,
        `/main/variables/Known${second}${first}${second}${first}${second}${first}${second}other${second}variables${second}Known`,
      ]) {
        const path = `${plane.account.replace(/\/main$/, '')}${rest}`;
        const { status, body } = await client.send('GET', `${path}?${version}`);
        expect([path, status >= 400 && status < 500, body.includes('to be kept')]).toEqual([
          path,
          true,
          false,
        ]);
      }
    }
  });

  test('a name that only looks like another is another', async () => {
    for (const name of [
      '%EF%BD%8Dain',
      'm%D0%B0in',
      'ma%C4%B1n',
      'mai%6E%E2%80%8B',
      'main%20',
      'main.',
      'ma%C4%B0n',
    ])
      expect([
        name,
        (await client.send('GET', `${plane.account.replace(/main$/, name)}?${version}`)).status,
      ]).toEqual([name, 403]);
    // An escaped letter is that letter, as everywhere on the web.
    expect((await client.send('GET', `${plane.account.replace(/main$/, 'm%61in')}?${version}`)).status).toBe(
      200,
    );
  });
});

test('an address that is no address is refused as everything else is', async () => {
  for (const path of [
    '/%',
    '/%zz',
    '/subscriptions/%E0%A4%A',
    '/%ff%fe',
    '//',
    '/..',
    '/?%',
    `/${'a'.repeat(9_000)}`,
  ]) {
    const { status, headers, body } = await client.send('GET', path);
    expect([path.slice(0, 40), status >= 400 && status < 500]).toEqual([path.slice(0, 40), true]);
    const { error, code } = JSON.parse(body) as { error?: { code?: string }; code?: string };
    expect([path.slice(0, 40), error?.code === code, typeof code]).toEqual([
      path.slice(0, 40),
      true,
      'string',
    ]);
    expect(headers['x-ms-request-id']).toEqual(expect.any(String));
  }
});
