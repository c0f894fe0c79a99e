import { expect, test } from 'vitest';

import { permissions } from '../../edm/permissions/table.ts';
import { authorize } from '../authorize.ts';
import type { Principal } from '../request.ts';
import { servedOperations } from '../testing/operations.ts';

const operations = servedOperations();
const common = { appId: 'app', objectId: 'x', roles: [] };
const app: Principal = { ...common, kind: 'app' };
const user: Principal = { ...common, kind: 'user', userId: 'x', scopes: [] };

/** Listing addresses takes what listing takes. */
const rowOf = (operation: string) =>
  permissions.get(operation) ?? permissions.get(operation.replace(/^(GET .*)\/\$(count|ref)$/, '$1'));

test('every operation that is served has a row in the permission sheet', () => {
  expect(operations.length).toBeGreaterThan(100);
  expect(operations.filter((operation) => rowOf(operation) === undefined)).toEqual([]);
});

test('a token without any permission opens none of them, neither an application’s nor a user’s', () => {
  for (const operation of operations) {
    for (const principal of [app, user])
      expect(() => authorize(operation, principal, {}), operation).toThrow(/Insufficient privileges/);
  }
});
