import { expect, test } from 'vitest';

import { describedRoutes } from './described-routes.ts';

const routes = describedRoutes();

test('every operation has one path of its own, whatever aliases it has beside it', () => {
  const own = routes.filter(({ alias }) => alias !== true).map(({ operation }) => operation);
  expect(own.filter((operation, index) => own.indexOf(operation) !== index)).toEqual([]);
  const strays = routes.filter(({ alias, operation }) => alias === true && !own.includes(operation));
  expect(strays).toEqual([]);
  expect(own.length).toBeGreaterThan(100);
});

test('no two routes answer the same address', () => {
  const addresses = routes.map(
    ({ method, path }) => `${method} ${path.toLowerCase().replaceAll(/:\w+/g, ':')}`,
  );
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
});

test('what changes something under a name takes a body, and what reads takes none', () => {
  const writing = routes.filter(({ method }) => method === 'PUT' || method === 'PATCH');
  expect(writing.filter(({ body }) => body === undefined).map(({ operation }) => operation)).toEqual([]);
  const reading = routes.filter(({ method }) => ['GET', 'HEAD', 'DELETE'].includes(method));
  expect(reading.filter(({ body }) => body !== undefined).map(({ operation }) => operation)).toEqual([]);
});
