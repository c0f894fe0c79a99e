import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { graphUri } from '../resources.ts';
import { createBrowser } from '../testing/browser.ts';
import {
  type TestDirectory,
  ada,
  claimsOf,
  password,
  secret,
  tenantId,
  testDirectory,
} from '../testing/directory.ts';
import { setPassword } from '../users/passwords.ts';

let directory: TestDirectory;
beforeAll(() => {
  directory = testDirectory();
});
afterAll(() => directory.close());

const day = 24 * 60 * 60 * 1000;
const native = () => {
  const app = directory.app({ isFallbackPublicClient: true });
  directory.consent(app, 'User.Read');
  return app;
};
const passwordForm = (app: string) => ({
  grant_type: 'password',
  client_id: app,
  username: 'ADA@contoso.com',
  password,
  scope: 'User.Read offline_access openid',
});
const signIn = async (app: string) => {
  const { body } = await directory.ask(passwordForm(app));
  return String(body['refresh_token']);
};
const refresh = (app: string, token: string, more: Record<string, string> = {}) =>
  directory.ask({ grant_type: 'refresh_token', client_id: app, refresh_token: token, ...more });

describe('refresh tokens', () => {
  test('are good for 90 days from each use, the old ones too', async () => {
    const app = native();
    const first = await signIn(app);
    directory.clock.advance(80 * day);
    const second = await refresh(app, first);
    expect(second.status).toBe(200);
    expect((await refresh(app, first)).status).toBe(200);
    directory.clock.advance(80 * day);
    expect((await refresh(app, first)).code).toBe(700082);
    expect((await refresh(app, String(second.body['refresh_token']))).status).toBe(200);
  });

  test('end when sessions are revoked, the password changes, or the account is disabled', async () => {
    const app = native();
    const ends: readonly [object, number][] = [
      [{ signInSessionsValidFromDateTime: '2027-05-01T00:00:00Z' }, 50173],
      [{ lastPasswordChangeDateTime: '2027-05-02T00:00:00Z' }, 50173],
      [{ accountEnabled: false }, 50057],
    ];
    for (const [patch, code] of ends) {
      const token = await signIn(app);
      directory.state.update('user', ada, { ...patch });
      expect((await refresh(app, token)).code).toBe(code);
      directory.state.update('user', ada, { accountEnabled: true });
    }
  });

  test('belong to their client, and are no codes', async () => {
    const [app, other] = [native(), native()];
    const token = await signIn(app);
    expect((await refresh(other, token)).code).toBe(70000);
    expect((await refresh(app, `${token.slice(0, -4)}AAAA`)).code).toBe(9002313);
    const asCode = { grant_type: 'authorization_code', client_id: app, client_secret: secret, code: token };
    expect((await directory.ask({ ...asCode, redirect_uri: 'https://x' })).code).toBe(9002313);
  });

  test('may ask for another resource, once that is consented to', async () => {
    const app = native();
    directory.app({
      identifierUris: ['api://books'],
      api: { oauth2PermissionScopes: [{ id: tenantId, value: 'Read', type: 'User', isEnabled: true }] },
    });
    const token = await signIn(app);
    expect((await refresh(app, token, { scope: 'api://books/Read' })).code).toBe(65001);
    expect((await refresh(app, token, { scope: 'api://books/Write' })).code).toBe(650053);
    expect((await refresh(app, token, { scope: 'api://books/Read User.Read' })).code).toBe(28000);
  });
});

describe('a password straight from the client', () => {
  test('is for clients that say so, and for the right password', async () => {
    const app = native();
    expect(claimsOf((await directory.ask(passwordForm(app))).body)).toMatchObject({
      oid: ada,
      appidacr: '0',
    });
    const closed = directory.app();
    expect((await directory.ask(passwordForm(closed))).code).toBe(7000218);
    expect((await directory.ask({ ...passwordForm(app), password: 'x' })).code).toBe(50126);
    expect((await directory.ask({ ...passwordForm(app), username: 'no@contoso.com' })).code).toBe(50034);
    expect((await directory.ask(passwordForm(app), { tenant: 'common' })).code).toBe(9001023);
    setPassword(directory.state, ada, password, true);
    expect((await directory.ask(passwordForm(app))).code).toBe(50055);
    setPassword(directory.state, ada, password);
  });
});

describe('conditional access', () => {
  test('blocks, or asks for more than a token endpoint can', async () => {
    const outcomes = { block: 53003, mfa: 50076, device: 53000 } as const;
    for (const [outcome, code] of Object.entries(outcomes)) {
      const policy = {
        id: tenantId,
        displayName: 'Policy',
        enforcedGrantControls: [outcome],
        enforcedSessionControls: [],
        result: 'failure' as const,
      };
      const strict = testDirectory({
        decideAccess: () => ({ outcome: outcome as keyof typeof outcomes, policies: [policy] }),
      });
      const app = strict.app({ isFallbackPublicClient: true });
      strict.consent(app, 'User.Read');
      const answer = await strict.ask(passwordForm(app));
      expect([answer.code, answer.body['error']]).toEqual([code, 'invalid_grant']);
      if (outcome === 'mfa')
        expect(answer.body).toMatchObject({ suberror: 'basic_action', claims: expect.any(String) });
      expect(strict.signIns.at(-1)).toMatchObject({
        errorCode: code,
        userId: ada,
        appliedPolicies: [policy],
      });
      await strict.close();
    }
  });
});

describe('device code', () => {
  const begin = (app: string) =>
    directory.entra.beginDeviceCode({
      tenant: tenantId,
      version: 'v2',
      origin: 'https://login.test',
      form: new URLSearchParams({ client_id: app, scope: 'User.Read offline_access' }),
    });
  const poll = (app: string, code: unknown) =>
    directory.ask({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: app,
      device_code: String(code),
    });

  test('waits until somebody confirms elsewhere', async () => {
    const app = native();
    const device = begin(app);
    expect(device).toMatchObject({
      expires_in: 900,
      interval: 5,
      verification_uri: 'https://login.test/devicelogin',
    });
    expect((await poll(app, device['device_code'])).body['error']).toBe('authorization_pending');
    expect((await poll(app, device['device_code'])).body['error']).toBe('slow_down');
    directory.clock.advance(5_000);
    expect((await poll(app, device['device_code'])).body['error']).toBe('authorization_pending');
    const browser = createBrowser(directory.entra);
    await browser.open('deviceLogin', {});
    expect((await browser.submit({ otc: 'NONSENSE1' })).status).toBe(400);
    expect((await browser.submit({ otc: String(device['user_code']).toLowerCase() })).title).toBe('Sign in');
    const confirm = await browser.submit({ login: 'ada@contoso.com', passwd: password, action: 'password' });
    expect(confirm.title).toBe('Are you trying to sign in to An app?');
    expect((await poll(app, device['device_code'])).status).toBe(400);
    expect((await browser.submit({ decision: 'continue' })).text).toContain('You have signed in');
    const answer = await poll(app, device['device_code']);
    expect(claimsOf(answer.body)).toMatchObject({ oid: ada, scp: 'User.Read' });
    expect(answer.body['refresh_token']).toBeDefined();
    expect((await poll(app, device['device_code'])).code).toBe(54005);
  });

  test('declined, expired, unknown', async () => {
    const app = native();
    const device = begin(app);
    const browser = createBrowser(directory.entra);
    await browser.open('deviceLogin', {});
    await browser.submit({ otc: String(device['user_code']) });
    await browser.submit({ action: 'cancel' });
    expect((await poll(app, device['device_code'])).body['error']).toBe('authorization_declined');
    const late = begin(app);
    directory.clock.advance(901_000);
    expect((await poll(app, late['device_code'])).body['error']).toBe('expired_token');
    expect((await poll(app, 'nonsense')).body['error']).toBe('bad_verification_code');
  });
});

describe('on behalf of', () => {
  test('an API exchanges its caller’s token for one of the same user', async () => {
    const scopes = [{ id: tenantId, value: 'Read', type: 'User', isEnabled: true }];
    const api = directory.app({ identifierUris: ['api://middle'], api: { oauth2PermissionScopes: scopes } });
    const front = directory.app({
      isFallbackPublicClient: true,
      identifierUris: [],
    });
    const preAuthorizedApplications = [{ appId: front, delegatedPermissionIds: [tenantId] }];
    const { id } = directory.client(api).application;
    directory.state.update('application', id, {
      api: { oauth2PermissionScopes: scopes, preAuthorizedApplications },
    });
    const first = await directory.ask({ ...passwordForm(front), scope: 'api://middle/Read' });
    expect(claimsOf(first.body)).toMatchObject({ aud: 'api://middle', scp: 'Read' });
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: api,
      client_secret: secret,
      assertion: String(first.body['access_token']),
      requested_token_use: 'on_behalf_of',
      scope: `${graphUri}/User.Read`,
    };
    expect((await directory.ask(form)).code).toBe(65001);
    directory.consent(api, 'User.Read');
    const second = await directory.ask(form);
    expect(claimsOf(second.body)).toMatchObject({ aud: graphUri, oid: ada, appid: api, scp: 'User.Read' });
    const other = directory.app();
    expect((await directory.ask({ ...form, client_id: other })).code).toBe(500131);
    expect((await directory.ask({ ...form, assertion: 'x.y.z' })).code).toBe(50013);
    const daemon = await directory.ask({
      grant_type: 'client_credentials',
      client_id: front,
      client_secret: secret,
      scope: 'api://middle/.default',
    });
    expect((await directory.ask({ ...form, assertion: String(daemon.body['access_token']) })).code).toBe(
      7000114,
    );
    directory.clock.advance(2 * 60 * 60 * 1000);
    expect((await directory.ask(form)).code).toBe(500133);
  });
});
