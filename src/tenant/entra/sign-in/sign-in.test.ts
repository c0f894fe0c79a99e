import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { graphUri } from '../resources.ts';
import { type Browser, createBrowser } from '../testing/browser.ts';
import {
  type TestDirectory,
  ada,
  bob,
  claimsOf,
  giveRole,
  globalAdministrator,
  origin,
  password,
  secret,
  tenantId,
  testDirectory,
} from '../testing/directory.ts';
import { createSignInLinks } from '../users/sign-in-links.ts';
import { setPassword } from '../users/passwords.ts';
import { contentSecurityPolicy } from './layout.ts';

let directory: TestDirectory;
let browser: Browser;
beforeAll(() => {
  directory = testDirectory();
  browser = createBrowser(directory.entra);
  setPassword(directory.state, bob, password);
});
afterAll(() => directory.close());

const callback = 'https://app.example/cb';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const webApp = (more: object = {}) => directory.app({ web: { redirectUris: [callback] }, ...more });
const nativeApp = () =>
  directory.app({ publicClient: { redirectUris: ['http://localhost'] }, isFallbackPublicClient: true });

const request = (client: string, more: Record<string, string> = {}) => ({
  client_id: client,
  response_type: 'code',
  redirect_uri: callback,
  scope: 'openid profile offline_access User.Read',
  state: 'a<b&c',
  nonce: 'n1',
  ...more,
});
const adaSignsIn = { login: 'ada@contoso.com', passwd: password, action: 'password' };

async function redeem(client: string, code: string | undefined, more: Record<string, string> = {}) {
  return directory.ask({
    grant_type: 'authorization_code',
    client_id: client,
    client_secret: secret,
    code: code ?? '',
    redirect_uri: callback,
    ...more,
  });
}

describe('authorization code', () => {
  test('sign in, consent, code, tokens, and no question the second time', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    expect((await here.open('authorize', request(app))).title).toBe('Sign in');
    const consent = await here.submit(adaSignsIn);
    expect(consent.title).toBe('Permissions requested');
    expect(consent.text).not.toContain('Consent on behalf');
    const done = await here.submit({ decision: 'accept' });
    expect(done.location).toMatch(/^https:\/\/app\.example\/cb\?/);
    expect(done.back.get('state')).toBe('a<b&c');
    const tokens = await redeem(app, done.back.get('code'), { client_info: '1' });
    expect(tokens.body).toMatchObject({ token_type: 'Bearer', scope: 'User.Read openid profile' });
    expect(claimsOf(tokens.body)).toMatchObject({
      aud: graphUri,
      appid: app,
      appidacr: '1',
      idtyp: 'user',
      oid: ada,
      scp: 'User.Read openid profile',
      amr: ['pwd'],
      upn: 'ada@contoso.com',
      wids: ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
    });
    expect(claimsOf(tokens.body, 'id_token')).toMatchObject({
      aud: app,
      iss: `${origin}/${tenantId}/v2.0`,
      nonce: 'n1',
      name: 'Ada Byron',
      preferred_username: 'ada@contoso.com',
      oid: ada,
      tid: tenantId,
      ver: '2.0',
    });
    expect(JSON.parse(Buffer.from(String(tokens.body['client_info']), 'base64url').toString())).toEqual({
      uid: ada,
      utid: tenantId,
    });
    const again = await here.open('authorize', request(app));
    expect(again.back.get('code')).toBeDefined();
    expect((await redeem(app, done.back.get('code'))).code).toBe(54005);
    expect((await here.open('authorize', request(app, { prompt: 'login' }))).title).toBe('Sign in');
    expect((await here.open('authorize', request(app, { prompt: 'select_account' }))).title).toBe(
      'Pick an account',
    );
    expect((await here.submit({ account: ada })).back.get('code')).toBeDefined();
    expect((await here.open('authorize', request(app, { prompt: 'consent' }))).title).toBe(
      'Permissions requested',
    );
  });

  test('consent grows step by step', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    await here.open('authorize', request(app));
    await here.submit(adaSignsIn);
    await here.submit({ decision: 'accept' });
    const more = await here.open('authorize', request(app, { scope: 'openid User.Read Mail.Send' }));
    expect(more.text).toContain('Mail.Send');
    expect(more.text).not.toContain('<dt>User.Read</dt>');
    const done = await here.submit({ decision: 'accept' });
    const { body } = await redeem(app, done.back.get('code'));
    expect(String(claimsOf(body)['scp']).split(' ')).toEqual(
      expect.arrayContaining(['User.Read', 'Mail.Send']),
    );
  });

  test('what only an administrator may consent to waits for one; he may do so for everybody', async () => {
    const app = webApp();
    const wants = request(app, { scope: 'openid Directory.Read.All' });
    const here = createBrowser(directory.entra);
    await here.open('authorize', wants);
    const refused = await here.submit(adaSignsIn);
    expect(refused.title).toBe('Need admin approval');
    expect((await here.submit({ decision: 'cancel' })).back.get('error')).toBe('access_denied');
    giveRole(directory.state, bob, globalAdministrator);
    const there = createBrowser(directory.entra);
    await there.open('authorize', wants);
    const offered = await there.submit({ ...adaSignsIn, login: 'bob@contoso.com' });
    expect(offered.text).toContain('Consent on behalf of your organization');
    await there.submit({ decision: 'accept', organization: 'yes' });
    expect((await here.open('authorize', wants)).back.get('code')).toBeDefined();
  });

  test('PKCE binds a code to who asked for it', async () => {
    const app = nativeApp();
    directory.consent(app, 'User.Read');
    const uri = 'http://localhost:41234';
    const wants = request(app, {
      redirect_uri: uri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const here = createBrowser(directory.entra);
    await here.open('authorize', wants);
    const { back } = await here.submit(adaSignsIn);
    const form = {
      grant_type: 'authorization_code',
      client_id: app,
      code: back.get('code') ?? '',
      redirect_uri: uri,
    };
    expect((await directory.ask(form)).code).toBe(50148);
    expect((await directory.ask({ ...form, code_verifier: 'w'.repeat(43) })).code).toBe(501481);
    const proven = { ...form, code_verifier: verifier };
    expect((await directory.ask({ ...proven, client_secret: secret })).code).toBe(700025);
    expect((await directory.ask({ ...proven, redirect_uri: 'http://localhost:5' })).code).toBe(500112);
    expect((await directory.ask(proven, { crossOrigin: 'https://page.example' })).code).toBe(9002326);
    expect(claimsOf((await directory.ask(proven)).body)).toMatchObject({ appidacr: '0', oid: ada });
  });

  test('a single-page application redeems from its page, with S256, for a day in all', async () => {
    const app = directory.app({ spa: { redirectUris: [callback] } });
    directory.consent(app, 'User.Read');
    const here = createBrowser(directory.entra);
    const bare = await here.open('authorize', request(app));
    expect(bare.back.get('error_description')).toContain('AADSTS9002325');
    const plain = { code_challenge: verifier, code_challenge_method: 'plain' };
    expect((await here.open('authorize', request(app, plain))).back.get('error')).toBe('invalid_request');
    const wants = request(app, { code_challenge: challenge, code_challenge_method: 'S256' });
    await here.open('authorize', wants);
    const { back } = await here.submit(adaSignsIn);
    const form = {
      grant_type: 'authorization_code',
      client_id: app,
      code: back.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    };
    const crossOrigin = 'https://app.example';
    expect((await directory.ask(form)).code).toBe(9002327);
    const first = await directory.ask(form, { crossOrigin });
    const refresh = {
      grant_type: 'refresh_token',
      client_id: app,
      refresh_token: String(first.body['refresh_token']),
    };
    expect((await directory.ask(refresh, { crossOrigin })).status).toBe(200);
    directory.clock.advance(25 * 60 * 60 * 1000);
    expect((await directory.ask(refresh, { crossOrigin })).code).toBe(700084);
  });

  test('a code is good for ten minutes, for its client only', async () => {
    const app = webApp();
    const other = webApp();
    directory.consent(app, 'User.Read');
    const here = createBrowser(directory.entra);
    await here.open('authorize', request(app));
    const { back } = await here.submit(adaSignsIn);
    expect((await redeem(other, back.get('code'))).code).toBe(700005);
    expect((await redeem(app, 'nonsense')).code).toBe(9002313);
    directory.clock.advance(11 * 60 * 1000);
    expect((await redeem(app, back.get('code'))).code).toBe(70008);
  });
});

describe('what comes back, and where', () => {
  test('form_post posts to the application; without script there is a button', async () => {
    const app = webApp();
    directory.consent(app, 'User.Read');
    const here = createBrowser(directory.entra);
    await here.open('authorize', request(app, { response_mode: 'form_post' }));
    const done = await here.submit(adaSignsIn);
    expect(done.text).toContain(`action="${callback}"`);
    expect(done.text).toContain('<button class="main">Continue</button>');
    expect(done.back.get('state')).toBe('a<b&c');
    expect(done.back.get('code')).toBeDefined();
  });

  test('an id token comes in the fragment, bound to its code, where the registration allows it', async () => {
    const wanting = { response_type: 'code id_token' };
    const plain = webApp();
    const refused = await browser.open('authorize', request(plain, wanting));
    expect(refused.back.get('error_description')).toContain('AADSTS700054');
    expect(refused.location).toContain('#error=');
    const app = webApp({
      web: { redirectUris: [callback], implicitGrantSettings: { enableIdTokenIssuance: true } },
    });
    directory.consent(app, 'User.Read');
    const here = createBrowser(directory.entra);
    await here.open('authorize', request(app, wanting));
    const { back, location } = await here.submit(adaSignsIn);
    expect(location).toContain('#');
    const claims = claimsOf(Object.fromEntries(back), 'id_token');
    const half = createHash('sha256')
      .update(back.get('code') ?? '')
      .digest()
      .subarray(0, 16);
    expect(claims).toMatchObject({ aud: app, nonce: 'n1', c_hash: half.toString('base64url') });
    expect(
      (await here.open('authorize', request(app, { ...wanting, response_mode: 'query' }))).back.get('error'),
    ).toBe('invalid_request');
  });

  test('an address that is not registered to the letter gets nothing, not even an error', async () => {
    const app = webApp();
    for (const uri of [
      `${callback}/`,
      'https://app.example/CB',
      'https://evil.example/cb',
      'http://localhost:1',
    ]) {
      const shown = await browser.open('authorize', request(app, { redirect_uri: uri }));
      expect([shown.status, shown.location]).toEqual([400, undefined]);
      expect(shown.text).toContain('AADSTS50011');
    }
    const unknown = await browser.open('authorize', request('00000000-0000-0000-0000-000000000000'));
    expect([unknown.status, unknown.location]).toEqual([400, undefined]);
    expect(unknown.text).toContain('AADSTS700016');
  });

  test('prompt=none never shows a page', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    const silent = request(app, { prompt: 'none' });
    expect((await here.open('authorize', silent)).back.get('error')).toBe('login_required');
    await here.open('authorize', request(app));
    await here.submit(adaSignsIn);
    expect((await here.open('authorize', silent)).back.get('error')).toBe('consent_required');
    directory.consent(app, 'User.Read');
    expect((await here.open('authorize', silent)).back.get('code')).toBeDefined();
    const hinted = { ...silent, login_hint: 'bob@contoso.com' };
    expect((await here.open('authorize', hinted)).back.get('error')).toBe('login_required');
  });

  test('the shared addresses are for applications of several tenants', async () => {
    const single = webApp();
    const shown = await browser.open('authorize', request(single), { tenant: 'common' });
    expect(shown.text).toContain('AADSTS50194');
    const several = webApp({ signInAudience: 'AzureADMultipleOrgs' });
    expect((await browser.open('authorize', request(several), { tenant: 'organizations' })).title).toBe(
      'Sign in',
    );
  });
});

describe('forms are this origin’s own', () => {
  test('a form of another site, or of another browser, continues nothing', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    const stranger = createBrowser(directory.entra);
    await here.open('authorize', request(app));
    for (const more of [{ crossOrigin: 'https://evil.example' }, { fetchSite: 'cross-site' }]) {
      const shown = await here.submit(adaSignsIn, more);
      expect(shown.text).toContain('AADSTS165900');
      await here.open('authorize', request(app));
    }
    const shown = await here.submit(adaSignsIn, { cookies: stranger.cookies });
    expect(shown.text).toContain('AADSTS165900');
  });

  test('what people typed is shown as text', async () => {
    const app = webApp({ displayName: '<img src=x>' });
    const shown = await browser.open(
      'authorize',
      request(app, { login_hint: '"><script>alert(1)</script>' }),
    );
    expect(shown.text).not.toMatch(/<script|<img/);
    expect(shown.text).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('the content security policy lets forms go here and to the application, and nothing run', () => {
    expect(contentSecurityPolicy([callback])).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/app\.example; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(contentSecurityPolicy(['msal1234://auth', 'not an address; script-src *'])).toContain(
      "form-action 'self' msal1234:;",
    );
  });
});

describe('passwords', () => {
  test('a wrong one is told, and ten lock the account for a minute', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    await here.open('authorize', request(app));
    const wrong = { ...adaSignsIn, passwd: 'wrong' };
    for (let n = 1; n < 10; n += 1) expect((await here.submit(wrong)).text).toContain('AADSTS50126');
    expect((await here.submit(wrong)).text).toContain('AADSTS50053');
    expect((await here.submit(adaSignsIn)).text).toContain('AADSTS50053');
    directory.clock.advance(61 * 1000);
    expect((await here.submit(adaSignsIn)).title).toBe('Permissions requested');
    expect(directory.signIns.some(({ errorCode, userId }) => errorCode === 50126 && userId === ada)).toBe(
      true,
    );
  });

  test('nobody is picked without a password unless the tenant was started so', async () => {
    const app = webApp();
    const here = createBrowser(directory.entra);
    const page = await here.open('authorize', request(app));
    expect(page.text).not.toContain('Pick this account');
    const shown = await here.submit({ login: 'bob@contoso.com', action: 'pick' });
    expect(shown.text).toContain('AADSTS50126');
  });
});

test('admin consent grants what the registration lists, and returns', async () => {
  const [scope, role] = ['e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'df021288-bdef-4463-88db-98f22de89214'];
  const app = webApp({
    requiredResourceAccess: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [
          { id: scope, type: 'Scope' },
          { id: role, type: 'Role' },
        ],
      },
    ],
  });
  const wants = { client_id: app, redirect_uri: callback, state: 's' };
  const here = createBrowser(directory.entra);
  await here.open('adminConsent', wants, { version: 'v1' });
  expect((await here.submit(adaSignsIn)).text).toContain('AADSTS90093');
  giveRole(directory.state, bob, globalAdministrator);
  const there = createBrowser(directory.entra);
  await there.open('adminConsent', wants, { version: 'v1' });
  const asked = await there.submit({ ...adaSignsIn, login: 'bob@contoso.com' });
  expect(asked.text).toContain('User.Read.All');
  const done = await there.submit({ decision: 'accept' });
  expect(Object.fromEntries(done.back)).toEqual({ admin_consent: 'True', tenant: tenantId, state: 's' });
  const daemon = await directory.ask({
    grant_type: 'client_credentials',
    client_id: app,
    client_secret: secret,
    scope: `${graphUri}/.default`,
  });
  expect(claimsOf(daemon.body)['roles']).toEqual(['User.Read.All']);
});

test('signing out ends the session, and goes on only where an application registered', async () => {
  const app = webApp();
  directory.consent(app, 'User.Read');
  const here = createBrowser(directory.entra);
  await here.open('authorize', request(app));
  await here.submit(adaSignsIn);
  const out = await here.open('logout', { post_logout_redirect_uri: callback, state: 'x' });
  expect(out.location).toBe(`${callback}?state=x`);
  expect((await here.open('authorize', request(app))).title).toBe('Sign in');
  expect(
    (await here.open('logout', { post_logout_redirect_uri: 'https://evil.example' })).location,
  ).toBeUndefined();
});

describe('links that sign in once', () => {
  const returnTo = 'https://127.0.0.1:7443/portal/sign-in';
  const spent = 'AADSTS130503';
  const link = (userId = ada) => ({ link: directory.entra.links.make({ userId, returnTo }).secret });

  test('one signs in whom it was made for and leads on, however often its page was looked at before', async () => {
    const here = createBrowser(directory.entra);
    const made = link();
    await here.open('link', made);
    const shown = await here.open('link', made);
    expect(shown.text).toContain('Ada Byron');
    expect((await here.submit({})).location).toBe(returnTo);
    const app = webApp();
    await here.open('authorize', request(app));
    const back = await here.submit({ decision: 'accept' });
    const { body } = await redeem(app, back.back.get('code'));
    expect(claimsOf(body)).toMatchObject({ oid: ada, amr: ['tap', 'mfa'] });
  });

  test('a second time it signs in nobody, nor one that was never made', async () => {
    const here = createBrowser(directory.entra);
    const made = link();
    await here.open('link', made);
    await here.submit({});
    expect((await createBrowser(directory.entra).open('link', made)).text).toContain(spent);
    expect((await here.open('link', { link: 'x'.repeat(43) })).text).toContain(spent);
  });

  test('a form of another site does not use it up', async () => {
    const here = createBrowser(directory.entra);
    const made = link();
    await here.open('link', made);
    expect((await here.submit({}, { fetchSite: 'cross-site' })).text).toContain('AADSTS165900');
    await here.open('link', made);
    expect((await here.submit({})).location).toBe(returnTo);
  });

  test('it ends after an hour, and signs in nobody who is disabled', async () => {
    const late = createSignInLinks({ now: () => at });
    let at = 0;
    const { secret: text, expires } = late.make({ userId: ada, returnTo });
    at = expires - 1;
    expect(late.find(text)).toMatchObject({ userId: ada });
    at = expires;
    expect(late.use(text)).toBeUndefined();
    const here = createBrowser(directory.entra);
    await here.open('link', link(bob));
    directory.state.update('user', bob, { accountEnabled: false });
    expect((await here.submit({})).text).toContain('AADSTS50057');
    directory.state.update('user', bob, { accountEnabled: true });
  });
});
