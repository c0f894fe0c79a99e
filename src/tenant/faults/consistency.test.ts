import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';

import { type Engine, groupId, testEngine, userId } from '../odata/testing/engine.ts';
import { createEventually } from './consistency.ts';
import { type Consistency, noFaults } from './settings.ts';

const open: Engine[] = [];
afterEach(() => {
  for (const engine of open.splice(0)) engine.close();
});

/** The engine behind a replica that lags. */
function lagging(consistency: Consistency, seed = 'faults') {
  const engine = testEngine();
  open.push(engine);
  let settings = { ...noFaults, seed, consistency };
  const eventually = createEventually(engine.state, engine.clock, () => settings);
  const call: Engine['call'] = (method, url, body, options) => {
    const [path = '', query = ''] = url.split('?');
    const request = {
      method,
      path,
      query: new URLSearchParams(query),
      headers: options?.eventual === true ? { consistencylevel: 'eventual' } : {},
      body,
      base: 'https://graph.test/v1.0',
      principal: { kind: 'app', appId: 'app', objectId: 'principal', roles: [] } as const,
    };
    return eventually.answer(request, method === 'GET', () => engine.call(method, url, body, options));
  };
  return {
    ...engine,
    call,
    freshCredentials: eventually.freshCredentials,
    set: (changed: Consistency) => (settings = { ...settings, consistency: changed }),
  };
}

const newUser = (name: string) => ({
  accountEnabled: true,
  displayName: name,
  mailNickname: name,
  userPrincipalName: `${name}@contoso.com`,
  passwordProfile: { password: 'Correct-horse-9' },
});

test('what was made is not found, not listed and not counted until the delay is over; the answer to the maker is whole', () => {
  const { call, clock } = lagging({ user: { delayed: 5_000 } });
  const made = call('POST', '/users', newUser('fresh'));
  expect(made).toMatchObject({ status: 201, json: { displayName: 'fresh' } });
  const id = String(made.json['id']);
  const count = () => call('GET', '/users/$count', undefined, { eventual: true }).body;
  expect(call('GET', `/users/${id}`).status).toBe(404);
  expect(call('GET', '/users/fresh@contoso.com').status).toBe(404);
  expect(call('GET', '/users').value).toHaveLength(12);
  expect(call('GET', `/users?$filter=displayName eq 'fresh'`).value).toEqual([]);
  expect(count()).toBe('12');
  clock.advance(4_999);
  expect(call('GET', `/users/${id}`).status).toBe(404);
  clock.advance(1);
  expect(call('GET', `/users/${id}`).status).toBe(200);
  expect(count()).toBe('13');
});

test('writes that name what is not there yet are refused like Graph does', () => {
  const { call, clock } = lagging({ default: { delayed: 1_000 } });
  const id = String(call('POST', '/users', newUser('fresh')).json['id']);
  const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
  const refused = [
    () => call('PATCH', `/users/${id}`, { jobTitle: 'x' }),
    () => call('POST', `/groups/${groupId(1)}/members/$ref`, reference),
  ];
  for (const write of refused) expect(write).toThrow(`Resource '${id}' does not exist`);
  clock.advance(1_000);
  expect(call('POST', `/groups/${groupId(1)}/members/$ref`, reference).status).toBe(204);
});

test('changed properties keep their old value, deleted objects stay, relations lag on their own', () => {
  const { call, clock } = lagging({ user: { delayed: 1_000 }, links: { delayed: 10_000 } });
  call('PATCH', `/users/${userId(1)}`, { department: 'Moved' });
  call('DELETE', `/users/${userId(2)}`);
  call('DELETE', `/groups/${groupId(1)}/members/${userId(1)}/$ref`);
  const department = () => call('GET', `/users/${userId(1)}?$select=department`).json['department'];
  const groups = () => call('GET', `/users/${userId(1)}/memberOf`).value.length;
  expect(department()).toBe('Research');
  expect(call('GET', `/users?$filter=department eq 'Moved'`).value).toEqual([]);
  expect(call('GET', `/users/${userId(2)}`).status).toBe(200);
  expect(groups()).toBe(1);
  clock.advance(1_000);
  expect(department()).toBe('Moved');
  expect(call('GET', `/users/${userId(2)}`).status).toBe(404);
  expect(groups()).toBe(1);
  clock.advance(9_000);
  expect(groups()).toBe(0);
});

test('the index behind $count and advanced queries lags while the object itself is there', () => {
  const { call, clock } = lagging({ index: { delayed: 2_000 } });
  const id = String(call('POST', '/users', newUser('fresh')).json['id']);
  const listed = () =>
    call('GET', `/users?$count=true&$filter=endsWith(mail,'x') or displayName eq 'fresh'`, undefined, {
      eventual: true,
    });
  expect(call('GET', `/users/${id}`).status).toBe(200);
  expect(listed().value).toEqual([]);
  clock.advance(2_000);
  expect(listed().value).toHaveLength(1);
});

test('a random delay is drawn for each answer, the same for the same seed', () => {
  const seen = (seed: string) => {
    const { call, clock } = lagging({ user: { random: 1_000 } }, seed);
    const id = String(call('POST', '/users', newUser('fresh')).json['id']);
    clock.advance(500);
    return Array.from({ length: 40 }, () => call('GET', `/users/${id}`).status);
  };
  const first = seen('one');
  expect(new Set(first)).toEqual(new Set([200, 404]));
  expect(seen('one')).toEqual(first);
  expect(seen('two')).not.toEqual(first);
});

test('secrets that were added a moment ago are known as not usable yet', () => {
  const { call, clock, freshCredentials } = lagging({ credentials: { delayed: 60_000 } });
  const application = String(call('POST', '/applications', { displayName: 'App' }).json['id']);
  const keyId = call('POST', `/applications/${application}/addPassword`, {
    passwordCredential: { displayName: 'ci' },
  }).json['keyId'];
  expect([...freshCredentials(application)]).toEqual([keyId]);
  clock.advance(60_000);
  expect(freshCredentials(application).size).toBe(0);
});

test('when all is strict nothing is looked up', () => {
  const { call, state, set } = lagging({});
  let reads = 0;
  const { changes } = state;
  const read = changes.read;
  Object.assign(changes, {
    read: (asked: Parameters<typeof read>[0]) => (reads++, read.call(changes, asked)),
  });
  call('GET', '/users');
  set({ user: 'strict' });
  call('GET', '/users');
  expect(reads).toBe(0);
});

test('whatever is written, what is seen is exactly what there was', () => {
  const actions = fc.array(
    fc.record({
      action: fc.constantFrom('rename', 'make', 'remove', 'join', 'leave', 'restore'),
      one: fc.nat(11),
      group: fc.nat(3),
      text: fc.string({ maxLength: 5 }),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(actions, fc.nat(25), (steps, lag) => {
      const { call, state, clock, set } = lagging({});
      const picture = () => ({
        users: call('GET', '/users?$select=id,displayName,department,userPrincipalName').value,
        found: call('GET', `/users?$filter=startsWith(displayName,'P')`).value.length,
        members: [0, 1, 2].map(
          (n) => call('GET', `/groups/${groupId(n)}/transitiveMembers?$select=id`).value,
        ),
      });
      const pictures = [picture()];
      for (const [at, { action, one, group, text }] of steps.entries()) {
        clock.advance(1_000);
        if (action === 'rename')
          call('PATCH', `/users/${userId(one)}`, { displayName: `P${text}`, department: text });
        if (action === 'make') call('POST', '/users', newUser(`new${at}`));
        if (action === 'remove') call('DELETE', `/users/${userId(one)}`);
        if (action === 'join') state.link('group.members', groupId(group), userId(one));
        if (action === 'leave') state.unlink('group.members', groupId(group), userId(one));
        if (action === 'restore') call('POST', `/directory/deletedItems/${userId(one)}/restore`);
        pictures.push(picture());
      }
      // Half a second after the last change, so that the delay ends between two of them.
      clock.advance(500);
      set({ default: { delayed: lag * 1_000 } });
      expect(picture()).toEqual(pictures.at(Math.max(0, steps.length - lag)));
      set({});
      expect(picture()).toEqual(pictures.at(-1));
    }),
    { numRuns: Number(process.env['TENANT_AS_OF_RUNS'] ?? 8) },
  );
});
