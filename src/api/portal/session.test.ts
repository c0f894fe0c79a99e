import Fastify from 'fastify';
import { UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';

import type { PortalSession, PortalSessions } from '#automation';
import { manualClock } from '#kernel';

import { cookie } from './cookies.ts';
import type { OidcClient } from './oidc.ts';
import { portalHeader, signInByCookie } from './session.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 26, 12);

/** What the choke point gets to see of calls with the cookie of a session whose token was made at that time. */
function portal(madeAt: number) {
  const clock = manualClock(now);
  const token = (at: number): string =>
    new UnsecuredJWT({})
      .setNotBefore(at / 1000)
      .setExpirationTime(at / 1000 + 3_600)
      .encode();
  let session: PortalSession = {
    principalId: 'p',
    name: 'Adele',
    userName: 'adele@contoso.com',
    accessToken: token(madeAt),
    accessTokenExpires: madeAt + 60 * minute,
    refreshToken: 'a refresh token',
    idToken: '',
  };
  let renewals = 0;
  const sessions = {
    find: async () => session,
    renew: async (_secret: string, newer: PortalSession) => void (session = newer),
  } as unknown as PortalSessions;
  const oidc = {
    async refresh() {
      renewals += 1;
      const at = clock.now();
      return { accessToken: token(at), accessTokenExpires: at + 60 * minute, refreshToken: undefined };
    },
  } as unknown as OidcClient;
  const server = Fastify();
  signInByCookie(server, { sessions, oidc, clock });
  server.get('/', (request) => ({
    token: request.headers.authorization,
    cookie: cookie('session', request, 's', 1),
  }));
  const call = async (headers: Record<string, string>) => (await server.inject({ url: '/', headers })).json();
  return {
    clock,
    renewals: () => renewals,
    async call() {
      const { cookie: set } = await call({});
      return (await call({ [portalHeader]: '1', cookie: set.split(';')[0] })).token as string;
    },
  };
}

test('a token goes along until two minutes before it ends', async () => {
  const { call, clock, renewals } = portal(now);
  const first = await call();
  expect(first).toMatch(/^Bearer ey/);
  clock.advance(57 * minute);
  expect(await call()).toBe(first);
  clock.advance(2 * minute);
  expect(await call()).not.toBe(first);
  expect(renewals()).toBe(1);
});

test('a token made under a clock that ran ahead is renewed once the clock is right', async () => {
  const { call, renewals } = portal(now + 60 * minute);
  const renewed = await call();
  expect(await call()).toBe(renewed);
  expect(renewals()).toBe(1);
});
