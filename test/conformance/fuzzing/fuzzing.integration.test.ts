import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { describedRoutes } from '../../../src/api/described-routes.ts';
import { type TestControlPlane, testControlPlane, version } from '../../../src/api/testing/control-plane.ts';
import { seedFor } from '../../run-seed.ts';
import { wantsOf } from '../headers.ts';
import { bodyOf, filterOf, skipTokens, text } from './arbitraries.ts';
import { type RawClient, rawClient } from './raw-client.ts';
import { makeKnown } from './known.ts';

/** Calls of each route; FUZZ_RUNS=200 for a long evening, FUZZ_SEED to see the same again. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 5);
const seed = Number(process.env['FUZZ_SEED'] ?? seedFor('fuzzing'));

let plane: TestControlPlane;
let client: RawClient;
beforeAll(async () => {
  process.stdout.write(`fuzzing with FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}\n`);
  plane = await testControlPlane();
  client = rawClient(plane);
  await makeKnown(plane);
});
afterAll(() => client.close());

const routes = describedRoutes();
type Described = (typeof routes)[number];

/** Mostly names of what is there, so that calls get past the first 404; what would take the account away gets none of them. */
function namesOf(route: Described): fc.Arbitrary<Readonly<Record<string, string>>> {
  const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, name = '']) => name);
  const there: Readonly<Record<string, string>> = { subscription: '*', group: 'tenantry', account: 'main' };
  const last = names.at(-1) ?? '';
  return fc.record(
    Object.fromEntries(
      names.map((name) => {
        const known = fc.constant(there[name] ?? 'Known');
        const keep = !(
          route.method === 'DELETE' &&
          name === last &&
          name in there &&
          route.path.endsWith(`:${name}`)
        );
        return [
          name,
          keep ? fc.oneof({ arbitrary: known, weight: 8 }, { arbitrary: text, weight: 2 }) : text,
        ];
      }),
    ),
  );
}

const encoded = (name: string): string => {
  try {
    return encodeURIComponent(name);
  } catch {
    // Half a character: as bytes that are none.
    return '%ED%A0%80';
  }
};

function callOf(route: Described) {
  const { body, filter, pages, query = {} } = route;
  return fc.record({
    names: namesOf(route),
    filter: filter === undefined ? fc.constant(undefined) : fc.option(filterOf(route), { nil: undefined }),
    skipToken: pages === true ? fc.option(skipTokens, { nil: undefined }) : fc.constant(undefined),
    query: fc.record(Object.fromEntries(Object.keys(query).map((name) => [name, text])), {
      requiredKeys: [],
    }),
    body:
      body === undefined
        ? fc.constant(undefined)
        : body === 'text' || body === 'file'
          ? fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ type: 'application/octet-stream', bytes }))
          : fc
              .oneof(
                { arbitrary: bodyOf(body).map((value) => JSON.stringify(value) ?? ''), weight: 12 },
                {
                  arbitrary: fc.constantFrom('', '{', '[', '{"properties":', '"', '\u0000', '{"a":1}x', deep),
                  weight: 1,
                },
              )
              .map((json) => ({ type: 'application/json', bytes: Buffer.from(json) })),
  });
}

/** A body that exhausts the stack of whoever walks it without care. */
const deep = `{"properties":${'{"a":['.repeat(20_000)}${']}'.repeat(20_000)}}`;

describe('whatever a client sends', { timeout: 900_000 }, () => {
  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers, in Azure’s shape, and never fails',
    async (_address, route) => {
      await fc.assert(
        fc.asyncProperty(callOf(route), async ({ names, filter, skipToken, query, body }) => {
          const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
            name === 'subscription' && names[name] === '*'
              ? plane.subscriptionId
              : encoded(names[name] ?? ''),
          );
          const asked = [
            version,
            ...(filter === undefined ? [] : [`$filter=${encoded(filter)}`]),
            ...(skipToken === undefined ? [] : [`$skiptoken=${encoded(skipToken)}`]),
            ...Object.entries(query).map(([name, value]) => `${name}=${encoded(String(value))}`),
          ];
          const from = plane.served.length;
          const answer = await client.send(route.method, `${path}?${asked.join('&')}`, body);
          expect(answer.status === 501 || answer.status < 500, `${answer.status}: ${answer.body}`).toBe(true);
          expect(plane.served.slice(from).flatMap(wantsOf)).toEqual([]);
        }),
        { numRuns, seed, endOnFailure: true },
      );
    },
  );
});
