import { expect, test } from 'vitest';

import type { Address } from './address.ts';
import { instanceDiscovery, openidConfiguration } from './discovery.ts';

const origin = 'https://login.test';
const id = '3f0c2b5e-6d4a-4f7e-8a51-0b9a3c1d2e4f';
const address = (kind: Address['kind'], segment: string): Address => ({ kind, segment, tenantId: id });

const cases: readonly (readonly [Address, 'v1' | 'v2', issuer: string, token: string])[] = [
  [address('tenant', 'contoso.com'), 'v2', `${origin}/${id}/v2.0`, `${origin}/${id}/oauth2/v2.0/token`],
  [address('tenant', id), 'v1', `https://sts.windows.net/${id}/`, `${origin}/${id}/oauth2/token`],
  [address('common', 'common'), 'v2', `${origin}/{tenantid}/v2.0`, `${origin}/common/oauth2/v2.0/token`],
  [
    address('organizations', 'organizations'),
    'v2',
    `${origin}/{tenantid}/v2.0`,
    `${origin}/organizations/oauth2/v2.0/token`,
  ],
  [
    address('consumers', 'consumers'),
    'v2',
    `${origin}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`,
    `${origin}/consumers/oauth2/v2.0/token`,
  ],
];

test.each(cases)('the configuration of %o names its issuer', (at, version, issuer, token) => {
  expect(openidConfiguration(origin, at, version)).toMatchObject({ issuer, token_endpoint: token });
});

test('a host belongs to itself, a Microsoft host here, and no other host is known', () => {
  const ask = (asked: string | null) => instanceDiscovery(origin, id, asked);
  expect(ask(null)['tenant_discovery_endpoint']).toBe(
    `${origin}/${id}/v2.0/.well-known/openid-configuration`,
  );
  expect(ask('https://login.microsoftonline.com/common/oauth2/v2.0/authorize')).toMatchObject({
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    metadata: [{ preferred_network: 'login.test', aliases: ['login.test'] }],
  });
  expect(() => ask('https://evil.example/common')).toThrow(/invalid instance/);
  expect(() => ask('no address')).toThrow(/invalid instance/);
});
