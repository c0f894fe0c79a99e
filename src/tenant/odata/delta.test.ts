import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Answered, type Engine, base, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

interface Page {
  readonly value: readonly Readonly<Record<string, unknown>>[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

function ask(url: string, headers: Readonly<Record<string, string>> = {}, of: Engine = engine): Answered {
  return of.call('GET', url.replace(base, ''), undefined, { headers });
}

const page = (url: string, headers?: Readonly<Record<string, string>>): Page =>
  ask(url, headers).body as Page;

/** Follows next links to the end of a round. */
function round(url: string, of: Engine = engine): { readonly value: Page['value']; readonly link: string } {
  const value: Readonly<Record<string, unknown>>[] = [];
  for (let link: string | undefined = url; ;) {
    const { body }: Answered = ask(link, {}, of);
    const one = body as Page;
    value.push(...one.value);
    link = one['@odata.nextLink'];
    if (link === undefined) return { value, link: one['@odata.deltaLink'] ?? '' };
  }
}

const wordsOf = (url: string): string => ask(url).error?.message ?? 'nothing';

describe('the first round', () => {
  test('tells all that there is, with the properties a list would show and no empty ones', () => {
    const { value, link } = round('/users/delta');
    expect(value.length).toBe(12);
    expect(value[0]).toEqual({
      id: userId(0),
      displayName: 'Person 000',
      givenName: 'Person',
      surname: expect.any(String),
      userPrincipalName: 'p0@contoso.com',
      mail: 'p0@contoso.com',
      businessPhones: [],
    });
    expect(link).toMatch(/^https:\/\/graph\.test\/v1\.0\/users\/delta\?\$deltatoken=./);
  });

  test('tells the members of groups by type and id', () => {
    const { value } = round('/groups/delta');
    expect(value.find(({ id }) => id === groupId(1))?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: userId(1) },
      { '@odata.type': '#microsoft.graph.group', id: groupId(2) },
    ]);
    expect(value.find(({ id }) => id === groupId(3))).not.toHaveProperty('members@delta');
  });

  test('tells what was selected, relations too, and the id', () => {
    const { value } = round('/users/delta?$select=displayName,manager');
    expect(value[1]).toEqual({
      id: userId(1),
      displayName: 'Person 007',
      'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: userId(0) }],
    });
  });

  test('comes in pages, whose links carry the options', () => {
    engine.state.unlogged(() => {
      for (let n = 0; n < 450; n += 1) engine.state.insert('user', { id: `f${n}`, displayName: `F${n}` });
    });
    const first = page('/users/delta?$select=displayName');
    expect([first.value.length, first['@odata.deltaLink']]).toEqual([200, undefined]);
    expect(first['@odata.nextLink']).toContain('/users/delta?$skiptoken=');
    const { value } = round('/users/delta?$select=displayName');
    expect(new Set(value.map(({ id }) => id)).size).toBe(462);
    expect(value.every((each) => Object.keys(each).toString() === 'id,displayName')).toBe(true);
  });

  test('a large group comes again and again until all its members are told', () => {
    engine.state.unlogged(() => {
      for (let n = 0; n < 4_500; n += 1) engine.state.link('group.members', groupId(3), `m${n}`);
    });
    const { value } = round('/groups/delta');
    const parts = value.filter(({ id }) => id === groupId(3));
    expect(parts.length).toBe(3);
    const members = parts.flatMap((each) => each['members@delta'] as { id: string }[]).map(({ id }) => id);
    expect([members.length, new Set(members).size]).toEqual([4_500, 4_500]);
  });

  test('may be left out', () => {
    const latest = page('/users/delta?$deltatoken=latest');
    expect(latest.value).toEqual([]);
    engine.state.update('user', userId(1), { jobTitle: 'Boss' });
    expect(round(latest['@odata.deltaLink'] ?? '').value).toMatchObject([
      { id: userId(1), jobTitle: 'Boss' },
    ]);
  });

  test('of chosen objects', () => {
    const { value, link } = round(`/users/delta?$filter=id eq '${userId(3)}' or id eq '${userId(1)}'`);
    expect(value.map(({ id }) => id)).toEqual([userId(1), userId(3)]);
    engine.state.update('user', userId(2), { jobTitle: 'x' });
    engine.state.update('user', userId(3), { jobTitle: 'x' });
    expect(round(link).value.map(({ id }) => id)).toEqual([userId(3)]);
  });
});

describe('later rounds', () => {
  test('are empty when nothing was done', () => {
    expect(round(round('/users/delta').link).value).toEqual([]);
  });

  test('tell what changed with all that is tracked, an emptied property as null', () => {
    engine.state.update('user', userId(1), { jobTitle: 'Boss', mobilePhone: '1' });
    const { link } = round('/users/delta?$select=displayName,jobTitle,mobilePhone,city');
    engine.state.update('user', userId(1), { jobTitle: null });
    expect(round(link).value).toEqual([
      { id: userId(1), displayName: 'Person 007', jobTitle: null, mobilePhone: '1' },
    ]);
  });

  test('tell only what changed to who prefers that', () => {
    const { link } = round('/users/delta?$select=displayName,jobTitle,manager');
    engine.state.update('user', userId(1), { jobTitle: 'Boss' });
    engine.state.unlink('user.manager', userId(1), userId(0));
    expect(page(link, { prefer: 'return=minimal' }).value).toEqual([
      {
        id: userId(1),
        jobTitle: 'Boss',
        'manager@delta': [
          { '@odata.type': '#microsoft.graph.user', id: userId(0), '@removed': { reason: 'deleted' } },
        ],
      },
    ]);
  });

  test('say nothing of what was not selected', () => {
    const { link } = round('/users/delta?$select=displayName');
    engine.state.update('user', userId(1), { jobTitle: 'Boss' });
    engine.state.link('user.manager', userId(2), userId(1));
    expect(round(link).value).toEqual([]);
  });

  test('tell members as they come and go', () => {
    const { link } = round('/groups/delta?$select=members');
    engine.state.link('group.members', groupId(3), userId(5));
    engine.state.unlink('group.members', groupId(1), userId(1));
    engine.state.link('group.members', groupId(0), userId(7));
    engine.state.unlink('group.members', groupId(0), userId(7));
    const gone = { '@removed': { reason: 'deleted' } };
    const user = (n: number) => ({ '@odata.type': '#microsoft.graph.user', id: userId(n) });
    expect(round(link).value).toEqual([
      { id: groupId(3), 'members@delta': [user(5)] },
      { id: groupId(1), 'members@delta': [{ ...user(1), ...gone }] },
      { id: groupId(0), 'members@delta': [{ ...user(7), ...gone }] },
    ]);
  });

  test('tell whether what is gone may come back', () => {
    const { link } = round('/users/delta');
    engine.state.bin.put('user', userId(1), {});
    const second = round(link);
    expect(second.value).toEqual([{ id: userId(1), '@removed': { reason: 'changed' } }]);
    engine.state.bin.purge('user', userId(1));
    expect(round(second.link).value).toEqual([{ id: userId(1), '@removed': { reason: 'deleted' } }]);
  });

  test('tell what was restored as if it were new, with its relations', () => {
    const { link } = round('/groups/delta');
    engine.state.bin.put('group', groupId(1), {});
    engine.state.bin.takeOut('group', groupId(1), {});
    const [told] = round(link).value;
    expect(told).toMatchObject({ id: groupId(1), displayName: 'Sales' });
    expect(told?.['members@delta']).toContainEqual({ '@odata.type': '#microsoft.graph.user', id: userId(1) });
  });

  test('may track other properties from now on', () => {
    const { link } = round('/users/delta?$select=displayName');
    engine.state.update('user', userId(1), { jobTitle: 'Boss' });
    expect(round(`${link}&$select=jobTitle`).value).toEqual([{ id: userId(1), jobTitle: 'Boss' }]);
  });

  test('come in pages too', () => {
    const { link } = round('/groups/delta?$select=members');
    engine.state.transaction(() => {
      for (let n = 0; n < 1_200; n += 1) engine.state.link('group.members', groupId(3), `m${n}`);
    });
    const first = page(link);
    expect(first.value[0]?.['members@delta']).toHaveLength(500);
    engine.state.link('group.members', groupId(3), 'later');
    const { value, link: after } = round(link);
    expect(value.flatMap((each) => each['members@delta'] as unknown[]).length).toBe(1_201);
    expect(round(after).value).toEqual([]);
  });
});

test('all directory objects at once say of what type each is', () => {
  const { value, link } = round(
    `/directoryObjects/delta?$filter=isof('microsoft.graph.user') or isof('microsoft.graph.group')&$select=microsoft.graph.user/surname,microsoft.graph.group/displayName`,
  );
  expect(value.length).toBe(16);
  expect(value.at(-1)).toEqual({
    '@odata.type': '#microsoft.graph.group',
    id: groupId(3),
    displayName: 'Dynamic',
  });
  engine.state.update('user', userId(1), { displayName: 'Other' });
  engine.state.update('user', userId(2), { surname: 'Other' });
  engine.state.insert('application', { id: 'app', displayName: 'App' });
  expect(round(link).value).toEqual([
    { '@odata.type': '#microsoft.graph.user', id: userId(2), surname: 'Other' },
  ]);
});

describe('tokens', () => {
  const day = 24 * 60 * 60 * 1000;

  test.each(['$top=5', '$orderby=displayName', '$expand=members', '$count=true', '$search="displayName:x"'])(
    '%s is refused',
    (option) => {
      expect(wordsOf(`/groups/delta?${option}`)).toMatch(/is not supported in a delta query/);
    },
  );

  test('filters of anything but ids are refused, and more than 50 of them', () => {
    expect(wordsOf(`/users/delta?$filter=displayName eq 'x'`)).toMatch(/only 'id eq'/);
    const many = Array.from({ length: 51 }, (_, n) => `id eq '${n}'`).join(' or ');
    expect(wordsOf(`/users/delta?$filter=${many}`)).toMatch(/at most 50/);
  });

  test('what is unknown to Graph cannot be selected', () => {
    expect(wordsOf('/users/delta?$select=shoeSize')).toMatch(/Could not find a property/);
  });

  test('made up, changed or of another set are refused', () => {
    const { link } = round('/users/delta');
    for (const bad of ['/users/delta?$deltatoken=abc', `${link}x`, link.replace('/users/', '/groups/')])
      expect(wordsOf(bad)).toBe('Badly formed token.');
  });

  test('expire after seven days, each from when it was given', () => {
    const first = round('/users/delta');
    engine.clock.advance(6 * day);
    const second = round(first.link);
    engine.clock.advance(2 * day);
    expect(wordsOf(first.link)).toMatch(/sync state generation is not found/);
    expect(round(second.link).value).toEqual([]);
  });

  test('of a log that began anew lead back to the start', () => {
    const { link } = round('/users/delta');
    engine.state.unlogged(() => engine.state.insert('user', { id: 'new' }));
    const { status, headers, body } = ask(link);
    expect([status, headers]).toEqual([410, { location: `${base}/users/delta?$deltatoken=` }]);
    expect(body).toMatchObject({ error: { code: 'resyncRequired' } });
    expect(round(headers?.['location'] ?? '').value.length).toBe(13);
  });
});

/** What a client holds that merges every page as Graph says it should. */
function merge(held: Map<string, { name: unknown; members: Set<string> }>, value: Page['value']): void {
  for (const object of value) {
    const id = String(object['id']);
    if (object['@removed'] !== undefined) {
      held.delete(id);
      continue;
    }
    const known = held.get(id) ?? { name: null, members: new Set<string>() };
    if ('displayName' in object) known.name = object['displayName'];
    for (const each of (object['members@delta'] ?? []) as Readonly<Record<string, unknown>>[]) {
      if (each['@removed'] === undefined) known.members.add(String(each['id']));
      else known.members.delete(String(each['id']));
    }
    held.set(id, known);
  }
}

test('any writes, asked after at any time, give the client the state', () => {
  const user = fc.integer({ min: 0, max: 5 }).map(userId);
  const group = fc.integer({ min: 0, max: 3 }).map(groupId);
  const write = fc.oneof(
    fc.record({ op: fc.constant('rename' as const), group, name: fc.constantFrom('a', 'b', null) }),
    fc.record({ op: fc.constantFrom('link' as const, 'unlink' as const), group, user }),
    fc.record({
      op: fc.constantFrom('remove' as const, 'bin' as const, 'restore' as const, 'purge' as const),
      group,
    }),
    fc.record({ op: fc.constantFrom('binUser' as const, 'restoreUser' as const), user }),
    fc.record({ op: fc.constant('create' as const), group }),
    fc.record({ op: fc.constant('ask' as const) }),
  );
  const runs = Number(process.env['DELTA_RUNS'] ?? 12);
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
      const own = testEngine(6);
      const { state } = own;
      const held = new Map<string, { name: unknown; members: Set<string> }>();
      const first = round('/groups/delta', own);
      let { link } = first;
      merge(held, first.value);
      for (const each of writes) {
        if (each.op === 'rename') state.update('group', each.group, { displayName: each.name });
        if (
          each.op === 'link' &&
          state.get('group', each.group) !== undefined &&
          state.get('user', each.user) !== undefined
        )
          state.link('group.members', each.group, each.user);
        if (each.op === 'unlink') state.unlink('group.members', each.group, each.user);
        if (each.op === 'remove') state.remove('group', each.group);
        if (each.op === 'bin') state.bin.put('group', each.group, {});
        if (each.op === 'restore' && state.get('group', each.group) === undefined)
          state.bin.takeOut('group', each.group, {});
        if (each.op === 'purge') state.bin.purge('group', each.group);
        if (each.op === 'binUser') state.bin.put('user', each.user, {});
        if (each.op === 'restoreUser') state.bin.takeOut('user', each.user, {});
        if (
          each.op === 'create' &&
          state.get('group', each.group) === undefined &&
          state.bin.get('group', each.group) === undefined
        )
          state.insert('group', { id: each.group, displayName: 'new' });
        if (each.op === 'ask') {
          const next = round(link, own);
          merge(held, next.value);
          link = next.link;
        }
      }
      merge(held, round(link, own).value);
      const there = new Map(
        state
          .all('group')
          .map(({ id, displayName }) => [
            id,
            { name: displayName, members: new Set(state.targets('group.members', id)) },
          ]),
      );
      own.close();
      expect(held).toEqual(there);
    }),
    { numRuns: runs },
  );
});
