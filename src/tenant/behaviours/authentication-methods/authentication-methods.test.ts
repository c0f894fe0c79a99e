import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { checkPassword } from '../../entra/users/passwords.ts';
import type { Principal } from '../../odata/request.ts';
import { type Engine, testEngine, userId } from '../../odata/testing/engine.ts';
import { fixedIds, methodRow } from './methods.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const at = `/users/${userId(1)}/authentication`;
const get = (path: string) => engine.call('GET', `${at}/${path}`);
const post = (path: string, body?: unknown) => engine.call('POST', `${at}/${path}`, body);
const types = () => get('methods').value.map((each) => String(each['@odata.type']).split('.').at(-1));
const phone = (phoneType: string, phoneNumber = '+1 5555551234') =>
  post('phoneMethods', { phoneNumber, phoneType });

test('everybody has a password, which nobody sees', () => {
  expect(get('methods').value).toEqual([
    {
      '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
      id: fixedIds.password,
      createdDateTime: '2026-01-01T00:00:00Z',
      password: null,
    },
  ]);
  expect(get(`passwordMethods/${fixedIds.password}`).status).toBe(200);
  expect(engine.call('DELETE', `${at}/passwordMethods/${fixedIds.password}`).status).toBe(405);
});

describe('phones', () => {
  test('one of each type, a second mobile after the first', () => {
    expect(phone('alternateMobile').status).toBe(400);
    const made = phone('mobile');
    expect([made.status, made.json['id']]).toEqual([201, fixedIds.mobile]);
    expect(phone('mobile').status).toBe(400);
    expect(phone('alternateMobile').status).toBe(201);
    expect(types()).toEqual([
      'passwordAuthenticationMethod',
      'phoneAuthenticationMethod',
      'phoneAuthenticationMethod',
    ]);
    // Another user has phones of his own, by the same ids.
    expect(engine.call('GET', `/users/${userId(2)}/authentication/phoneMethods`).value).toEqual([]);
  });

  test('the number changes, SMS sign-in is switched, and it goes', () => {
    phone('mobile');
    const one = `phoneMethods/${fixedIds.mobile}`;
    expect(engine.call('PATCH', `${at}/${one}`, { phoneNumber: '+44 7700900000x12' }).status).toBe(204);
    expect(post(`${one}/enableSmsSignIn`).status).toBe(204);
    expect(get(one).json).toMatchObject({ phoneNumber: '+44 7700900000x12', smsSignInState: 'ready' });
    expect(engine.call('DELETE', `${at}/${one}`).status).toBe(204);
    expect([get(one).status, engine.call('DELETE', `${at}/${one}`).status]).toEqual([404, 404]);
  });

  test.each([
    ['mobile', '5555551234'],
    ['mobile', '+15555551234'],
    ['pager', '+1 5555551234'],
  ])('a %s of %s is refused', (type, number) => {
    expect(phone(type, number).status).toBe(400);
    expect(engine.call('PATCH', `${at}/phoneMethods/${fixedIds.office}`, {}).status).toBe(404);
  });
});

test('an address for resetting the password', () => {
  expect(post('emailMethods', { emailAddress: 'nobody' }).status).toBe(400);
  expect(post('emailMethods', { emailAddress: 'a@home.test' }).json['id']).toBe(fixedIds.email);
  expect(post('emailMethods', { emailAddress: 'b@home.test' }).status).toBe(400);
  const change = { emailAddress: 'c@home.test' };
  expect(engine.call('PATCH', `${at}/emailMethods/${fixedIds.email}`, change).status).toBe(204);
  expect(get('emailMethods').value).toMatchObject([change]);
});

describe('a Temporary Access Pass', () => {
  test('is shown once, is alone, and ends', () => {
    const made = post('temporaryAccessPassMethods', { lifetimeInMinutes: 30 });
    expect(made.json).toMatchObject({ isUsable: true, methodUsabilityReason: 'EnabledByPolicy' });
    expect(String(made.json['temporaryAccessPass']).length).toBe(8);
    expect(JSON.stringify(get('methods').json)).not.toContain(made.json['temporaryAccessPass']);
    expect(post('temporaryAccessPassMethods', {}).status).toBe(400);
    engine.clock.advance(31 * 60_000);
    expect(get('temporaryAccessPassMethods').value).toMatchObject([
      { isUsable: false, methodUsabilityReason: 'Expired' },
    ]);
    expect(post('temporaryAccessPassMethods', { startDateTime: '2026-12-01T00:00:00Z' }).json).toMatchObject({
      isUsable: false,
      methodUsabilityReason: 'NotYetValid',
    });
    expect(get('temporaryAccessPassMethods').value.length).toBe(1);
  });

  test.each([
    { lifetimeInMinutes: 9 },
    { lifetimeInMinutes: 50_000 },
    { isUsableOnce: 'yes' },
    { startDateTime: 'x' },
  ])('is not made of %o', (body) => {
    expect(post('temporaryAccessPassMethods', body).status).toBe(400);
  });
});

test('what only the user can register is seen and taken away', () => {
  const key = methodRow(userId(1), userId(77), 'fido2AuthenticationMethod', {
    displayName: 'Key',
    model: 'X',
  });
  engine.state.insert('authenticationMethod', key);
  expect(get('fido2Methods').value).toMatchObject([{ id: userId(77), displayName: 'Key', model: 'X' }]);
  expect(get('fido2Methods').value[0]).not.toHaveProperty('phoneNumber');
  expect(post('fido2Methods', {}).status).toBe(405);
  expect(engine.call('DELETE', `${at}/phoneMethods/${userId(77)}`).status).toBe(404);
  expect(engine.call('DELETE', `${at}/fido2Methods/${userId(77)}`).status).toBe(204);
  expect(types()).toEqual(['passwordAuthenticationMethod']);
});

describe('a password is reset', () => {
  const admin: Principal = {
    kind: 'user',
    appId: 'app',
    objectId: userId(5),
    userId: userId(5),
    roles: [],
    scopes: ['UserAuthenticationMethod.ReadWrite.All'],
    // Authentication Administrator and Global Administrator.
    directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'],
  };
  const reset = (body: unknown, id: string = fixedIds.password) =>
    engine.call('POST', `${at}/methods/${id}/resetPassword`, body, { principal: admin });

  test('to one of the caller’s or one of the tenant’s', () => {
    expect(reset({ newPassword: 'Fresh-Horse-9' }).status).toBe(202);
    expect(checkPassword(engine.state, userId(1), 'Fresh-Horse-9')).toBe('mustChange');
    const { json, headers } = reset({});
    expect(checkPassword(engine.state, userId(1), String(json['newPassword']))).toBe('mustChange');
    expect(headers?.['location']).toContain('/authentication/operations/');
    expect(reset({ newPassword: 'weak' }).status).toBe(400);
    expect(reset({}, fixedIds.mobile).status).toBe(404);
  });

  test('by no application', () => {
    expect(post(`methods/${fixedIds.password}/resetPassword`, {}).status).toBe(403);
  });
});
