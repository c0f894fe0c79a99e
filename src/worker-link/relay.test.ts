import { expect, test } from 'vitest';

import { relayPath, relayTarget } from './relay.ts';

test('a target is found again by what stands behind CONNECT', () => {
  for (const target of [
    { kind: 'api' },
    { kind: 'tenant', name: 'main' },
    { kind: 'tenant', name: 'api' },
  ] as const)
    expect(relayTarget(relayPath(target))).toEqual(target);
});

test('an address is no target', () => {
  const addresses = [
    '127.0.0.1:443',
    'localhost:5432',
    '[::1]:443',
    'api:5432',
    'main.tenant:80',
    '.tenant:443',
    '',
    'a%2e.tenant:443',
  ];
  for (const address of addresses) expect(relayTarget(address), address).toBeUndefined();
});
