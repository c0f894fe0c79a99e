import { constants, createDecipheriv, createHmac, privateDecrypt } from 'node:crypto';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { isoTime, silentLogger } from '#kernel';

import { certificateDer, createClientCertificate } from '../../../certificates/certificate-maker.ts';
import { type TenantClock, tenantClock } from '../../clock/tenant-clock.ts';
import { graphAppId } from '../../entra/resources.ts';
import { signingKey } from '../../entra/signing-key.ts';
import { handleGraph } from '../../odata/handle.ts';
import type { GraphRequest, Principal } from '../../odata/request.ts';
import { type Engine, base, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import type { EncryptedContent } from './encryption.ts';
import { type Subscriptions, openSubscriptions } from './subscriptions.ts';

interface Told {
  readonly path: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

let engine: Engine;
let clock: TenantClock;
let subscriptions: Subscriptions;
let receiver: Server;
let address: string;
let told: Told[];
let conduct: { handshake: 'good' | 'wrong' | 'redirect'; status: number };

beforeEach(async () => {
  engine = testEngine(6);
  engine.state.setSetting('tenant-id', 'tenant');
  clock = tenantClock(engine.clock);
  subscriptions = openSubscriptions(engine.state, clock, silentLogger);
  told = [];
  conduct = { handshake: 'good', status: 202 };
  receiver = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const token = url.searchParams.get('validationToken');
    if (token !== null) {
      if (conduct.handshake === 'redirect') return response.writeHead(307, { location: '/other' }).end();
      response.writeHead(200, { 'content-type': 'text/plain' });
      return response.end(conduct.handshake === 'good' ? token : 'something else');
    }
    void textOf(request).then((text) => {
      told.push({ path: url.pathname, ...(JSON.parse(text) as Omit<Told, 'path'>) });
      response.writeHead(conduct.status).end();
    });
    return response;
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await subscriptions.close();
  clock.close();
  await new Promise((resolve) => receiver.close(resolve));
  engine.close();
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

const hour = 60 * 60 * 1000;
const app: Principal = {
  kind: 'app',
  appId: 'app',
  objectId: 'principal',
  roles: ['User.Read.All', 'Group.Read.All'],
};

async function call(method: string, path: string, body?: unknown, principal: Principal = app) {
  const request: GraphRequest = {
    method,
    path,
    query: new URLSearchParams(),
    headers: {},
    body,
    base,
    principal,
  };
  const answer = await subscriptions.confirm(request, handleGraph(engine.state, clock, request));
  return { status: answer.status, json: (answer.body ?? {}) as Readonly<Record<string, unknown>> };
}

function subscribe(more: object = {}, principal: Principal = app) {
  return call(
    'POST',
    '/subscriptions',
    {
      changeType: 'updated,deleted',
      notificationUrl: `${address}/told`,
      resource: 'users',
      expirationDateTime: isoTime(clock.now() + 24 * hour),
      clientState: 'secret',
      ...more,
    },
    principal,
  );
}

const messageOf = ({ json }: { json: Readonly<Record<string, unknown>> }) =>
  (json['error'] as { message: string } | undefined)?.message;

/** Time goes on by so much, and what is due then is done. */
async function pass(milliseconds: number): Promise<void> {
  engine.clock.advance(milliseconds);
  clock.change({ advance: 0 });
  await subscriptions.settled();
}

describe('a new subscription', () => {
  test('is there once its address has given back the token', async () => {
    const { status, json } = await subscribe();
    expect([status, json]).toMatchObject([
      201,
      { applicationId: 'app', creatorId: 'principal', resource: 'users', clientState: 'secret' },
    ]);
    expect(json).not.toHaveProperty('validated');
    expect((await call('GET', '/subscriptions')).json['value']).toMatchObject([{ id: json['id'] }]);
  });

  test.each([
    ['wrong', /validation token as plain text/],
    ['redirect', /must respond with 200 OK/],
  ] as const)(
    'is refused when the address answers something %s, and leaves nothing',
    async (how, message) => {
      conduct.handshake = how;
      const answer = await subscribe();
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toMatch(message);
      expect(engine.state.count('subscription')).toBe(0);
    },
  );

  test('is refused when nobody is there', async () => {
    expect(messageOf(await subscribe({ notificationUrl: 'http://127.0.0.1:1/x' }))).toMatch(/timed out/);
  });

  test.each([
    ['of what Graph has not', { resource: 'shoes' }, 400, /not supported/],
    ['of what is not emulated', { resource: 'me/messages' }, 501, /not emulated/],
    ['to what is created', { changeType: 'created' }, 400, /ChangeType/],
    ['for longer than 29 days', { expirationDateTime: '2027-01-01T00:00:00Z' }, 400, /41760 minutes/],
    ['that is over', { expirationDateTime: '2020-01-01T00:00:00Z' }, 400, /future/],
    ['over plain http', { notificationUrl: 'http://example.com/x' }, 400, /https/],
    ['with resource data', { includeResourceData: true }, 400, /Resource data/],
    ['with a long state', { clientState: 'x'.repeat(129) }, 400, /clientState/],
  ])('%s is refused before anybody is asked', async (_name, more, status, message) => {
    const answer = await subscribe(more);
    expect(answer.status).toBe(status);
    expect(messageOf(answer)).toMatch(message);
  });

  test('takes the permission to read what it is about', async () => {
    expect((await subscribe({}, { ...app, roles: ['Group.Read.All'] })).status).toBe(403);
    expect((await subscribe({ resource: 'groups' }, { ...app, roles: ['Group.Read.All'] })).status).toBe(201);
  });
});

describe('a subscription', () => {
  const other: Principal = { ...app, appId: 'other' };

  test('is seen, changed and deleted by its own application only', async () => {
    const id = String((await subscribe()).json['id']);
    expect((await call('GET', '/subscriptions', undefined, other)).json['value']).toEqual([]);
    for (const method of ['GET', 'DELETE'])
      expect((await call(method, `/subscriptions/${id}`, undefined, other)).status).toBe(404);
    expect((await call('DELETE', `/subscriptions/${id}`)).status).toBe(204);
  });

  test('is renewed, and gets another address only after another handshake', async () => {
    const id = String((await subscribe()).json['id']);
    const until = isoTime(clock.now() + 48 * hour);
    const renewed = await call('PATCH', `/subscriptions/${id}`, { expirationDateTime: until });
    expect([renewed.status, renewed.json['expirationDateTime']]).toEqual([200, until]);
    conduct.handshake = 'wrong';
    const moved = { notificationUrl: `${address}/elsewhere` };
    expect((await call('PATCH', `/subscriptions/${id}`, moved)).status).toBe(400);
    conduct.handshake = 'good';
    expect((await call('PATCH', `/subscriptions/${id}`, moved)).json).toMatchObject(moved);
    expect((await call('PATCH', `/subscriptions/${id}`, { clientState: 'x' })).status).toBe(400);
  });

  test('ends with its time', async () => {
    await subscribe();
    await pass(25 * hour);
    expect([(await call('GET', '/subscriptions')).json['value'], engine.state.count('subscription')]).toEqual(
      [[], 0],
    );
  });

  test('reminds its owner before it ends, once, until it is reauthorized or renewed', async () => {
    const { json } = await subscribe({ lifecycleNotificationUrl: `${address}/life` });
    await pass(22 * hour);
    await pass(hour);
    expect(told).toEqual([
      {
        path: '/life',
        value: [
          {
            id: expect.any(String),
            subscriptionId: json['id'],
            subscriptionExpirationDateTime: json['expirationDateTime'],
            tenantId: 'tenant',
            clientState: 'secret',
            lifecycleEvent: 'reauthorizationRequired',
          },
        ],
      },
    ]);
    expect((await call('POST', `/subscriptions/${String(json['id'])}/reauthorize`)).status).toBe(204);
  });
});

describe('changes are told', () => {
  test('after they are committed, each object once', async () => {
    const { json } = await subscribe();
    engine.state.transaction(() => {
      engine.state.update('user', userId(1), { city: 'Rome' });
      engine.state.update('user', userId(1), { city: 'Oslo' });
      engine.state.update('group', groupId(1), { displayName: 'x' });
    });
    await subscriptions.settled();
    expect(told).toEqual([
      {
        path: '/told',
        value: [
          {
            id: expect.any(String),
            changeType: 'updated',
            clientState: 'secret',
            resource: `Users/${userId(1)}`,
            resourceData: {
              '@odata.type': '#Microsoft.Graph.User',
              '@odata.id': `Users/${userId(1)}`,
              id: userId(1),
              organizationId: 'tenant',
            },
            subscriptionExpirationDateTime: json['expirationDateTime'],
            subscriptionId: json['id'],
            tenantId: 'tenant',
          },
        ],
      },
    ]);
  });

  test('as updated when they go into the bin, as deleted when they are gone', async () => {
    await subscribe();
    engine.state.bin.put('user', userId(1), {});
    await subscriptions.settled();
    engine.state.bin.purge('user', userId(1));
    await subscriptions.settled();
    expect(told.flatMap(({ value }) => value.map(({ changeType }) => changeType))).toEqual([
      'updated',
      'deleted',
    ]);
  });

  test('of one object, or of the members of one group', async () => {
    await subscribe({ resource: `/users/${userId(2)}`, notificationUrl: `${address}/one` });
    await subscribe({ resource: `groups/${groupId(3)}/members`, notificationUrl: `${address}/members` });
    engine.state.update('user', userId(1), { city: 'Rome' });
    engine.state.update('user', userId(2), { city: 'Rome' });
    engine.state.update('group', groupId(3), { description: 'x' });
    engine.state.link('group.members', groupId(3), userId(4));
    engine.state.unlink('group.members', groupId(1), userId(1));
    await subscriptions.settled();
    const [one, members] = ['/one', '/members'].map((path) =>
      told.filter((each) => each.path === path).flatMap(({ value }) => value),
    );
    expect(one?.map(({ resource }) => resource)).toEqual([`Users/${userId(2)}`]);
    expect(members?.map(({ resourceData }) => resourceData)).toMatchObject([
      { id: groupId(3), 'members@delta': [{ id: userId(4) }] },
    ]);
  });

  test('again, with growing pauses, to who does not take them, for four hours', async () => {
    await subscribe();
    conduct.status = 503;
    engine.state.update('user', userId(1), { city: 'Rome' });
    await subscriptions.settled();
    expect(told.length).toBe(1);
    await pass(9_000);
    expect(told.length).toBe(1);
    await pass(1_000);
    expect(told.length).toBe(2);
    await pass(10_000);
    expect(told.length).toBe(2);
    await pass(10_000);
    expect(told.length).toBe(3);
    conduct.status = 202;
    await pass(40_000);
    expect([told.length, engine.state.count('queuedNotification')]).toEqual([4, 0]);
    conduct.status = 500;
    engine.state.update('user', userId(1), { city: 'Oslo' });
    await subscriptions.settled();
    for (let n = 0; n < 32; n += 1) await pass(10 * 60 * 1000);
    expect(engine.state.count('queuedNotification')).toBe(0);
  });

  test('after a restart, what was waiting and what was written before it stopped', async () => {
    await subscribe();
    conduct.status = 503;
    engine.state.update('user', userId(1), { city: 'Rome' });
    await subscriptions.settled();
    await subscriptions.close();
    engine.state.update('user', userId(2), { city: 'Rome' });
    conduct.status = 202;
    told = [];
    engine.clock.advance(60_000);
    subscriptions = openSubscriptions(engine.state, clock, silentLogger);
    await subscriptions.settled();
    const resources = told.flatMap(({ value }) => value.map(({ resource }) => resource));
    expect(resources.toSorted()).toEqual([`Users/${userId(1)}`, `Users/${userId(2)}`]);
  });

  test('never more than a bounded number waits', async () => {
    await subscribe({ notificationUrl: `${address}/told` });
    conduct.status = 503;
    engine.state.transaction(() => {
      for (let n = 0; n < 1_100; n += 1) engine.state.insert('user', { id: `u${n}`, displayName: 'x' });
    });
    await subscriptions.settled();
    expect(engine.state.count('queuedNotification')).toBe(1_000);
  });

  test('not by a fork, which keeps what its origin tells', async () => {
    await subscribe();
    conduct.status = 503;
    engine.state.update('user', userId(2), { city: 'Rome' });
    await subscriptions.settled();
    conduct.status = 202;
    told = [];
    engine.state.setSetting('forked-from', 'main');
    engine.state.setSetting('created-at', isoTime(clock.now() + 1));
    engine.state.update('user', userId(1), { city: 'Rome' });
    await pass(60_000);
    expect([told, engine.state.count('queuedNotification')]).toEqual([[], 0]);
  });
});

describe('mail that was sent', () => {
  const reader: Principal = { ...app, roles: ['Mail.Read'] };
  const sent = (id: string, more: object = {}) =>
    engine.state.insert('message', {
      id,
      subject: 'Welcome',
      body: { contentType: 'text', content: 'a secret' },
      savedFor: userId(1),
      ...more,
    });

  test('is told with its data encrypted for the certificate, and with proof of who sends it', async () => {
    const { certificatePem, privateKeyPem } = await createClientCertificate({ name: 'receiver' });
    const rich = {
      includeResourceData: true,
      changeType: 'created,deleted',
      resource: `users/${userId(1)}/messages?$select=subject`,
      encryptionCertificate: certificateDer(certificatePem),
      encryptionCertificateId: 'mine',
    };
    expect((await subscribe(rich, reader)).status).toBe(201);
    sent('one');
    sent('of somebody else', { savedFor: userId(2) });
    await subscriptions.settled();
    const [parcel] = told as unknown as [{ value: Told['value']; validationTokens: string[] }];
    expect(parcel.value).toMatchObject([
      { changeType: 'created', resource: `Users/${userId(1)}/Messages/one`, resourceData: { id: 'one' } },
    ]);
    expect(JSON.stringify(parcel)).not.toMatch(/Welcome|a secret/);
    const content = parcel.value[0]?.['encryptedContent'] as EncryptedContent;
    const key = privateDecrypt(
      { key: privateKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(content.dataKey, 'base64'),
    );
    const data = Buffer.from(content.data, 'base64');
    expect(createHmac('sha256', key).update(data).digest('base64')).toBe(content.dataSignature);
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
    expect(JSON.parse(text)).toEqual({
      '@odata.type': '#microsoft.graph.message',
      id: 'one',
      subject: 'Welcome',
    });
    const { payload } = await jwtVerify(parcel.validationTokens[0]!, signingKey(engine.state).publicKey, {
      audience: 'app',
      currentDate: new Date(clock.now()),
    });
    expect(payload['appid']).toBe('0bf30f3b-4a52-48df-9a82-234910c4a086');
  });

  test.each([
    ['without a selection', { resource: `users/${userId(1)}/messages` }, /\$select/],
    ['with a certificate that is none', { encryptionCertificate: 'AAAA' }, /RSA/],
    ['without a certificate', { encryptionCertificate: undefined }, /encryptionCertificate/],
    ['for more than a day', { expirationDateTime: '2026-11-26T10:00:00Z' }, /1440 minutes/],
    ['of nobody', { resource: 'users/nobody/messages?$select=subject' }, /not supported/],
  ])('is not told %s', async (_how, more, message) => {
    const { certificatePem } = await createClientCertificate({ name: 'receiver' });
    const answer = await subscribe(
      {
        includeResourceData: true,
        changeType: 'created',
        resource: `users/${userId(1)}/messages?$select=subject`,
        encryptionCertificate: certificateDer(certificatePem),
        encryptionCertificateId: 'mine',
        ...more,
      },
      reader,
    );
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringMatching(message)]);
  });
});

describe('the owner is told', () => {
  test('when notifications were left out', async () => {
    await subscribe({ lifecycleNotificationUrl: `${address}/life` });
    conduct.status = 503;
    engine.state.transaction(() => {
      for (let n = 0; n < 1_100; n += 1) engine.state.insert('user', { id: `u${n}`, displayName: 'x' });
    });
    await subscriptions.settled();
    const events = told.filter(({ path }) => path === '/life').flatMap(({ value }) => value);
    expect(events).toMatchObject([{ lifecycleEvent: 'missed' }]);
  });

  test('when the application may not read any more, and nobody sees the subscription after that', async () => {
    engine.state.insert('servicePrincipal', {
      id: 'graph',
      appId: graphAppId,
      appRoles: [{ id: 'role', value: 'User.Read.All' }],
    });
    engine.state.insert('servicePrincipal', { id: app.objectId, appId: 'app' });
    engine.state.insert('appRoleAssignment', {
      id: 'grant',
      principalId: app.objectId,
      resourceId: 'graph',
      appRoleId: 'role',
    });
    const { json } = await subscribe({ lifecycleNotificationUrl: `${address}/life` });
    engine.state.update('user', userId(1), { city: 'Rome' });
    await subscriptions.settled();
    engine.state.remove('appRoleAssignment', 'grant');
    engine.state.update('user', userId(1), { city: 'Oslo' });
    await subscriptions.settled();
    expect(told.map(({ path, value }) => [path, value[0]?.['lifecycleEvent']])).toEqual([
      ['/told', undefined],
      ['/life', 'subscriptionRemoved'],
    ]);
    expect((await call('GET', `/subscriptions/${String(json['id'])}`)).status).toBe(404);
  });
});
