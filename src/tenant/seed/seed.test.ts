import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { createClientCertificate } from '#certificates';
import { manualClock, parseIsoTime } from '#kernel';

import { refreshRegistrations } from '../behaviours/authentication-methods/registrations.ts';
import { type TenantState, openState } from '../state/state.ts';
import { graphAppId } from '../entra/resources.ts';
import type { SeedOptions } from './company.ts';
import { demoLeaver } from './facts.ts';
import { groupsOf } from './groups.ts';
import { idsOf } from './ids.ts';
import { type KnownIds, knownIds } from './known-ids.ts';
import { planOf } from './plan.ts';
import { seedFile, seededWith } from './seed-file.ts';
import { sizeOf } from './size.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-seed-'));
const now = parseIsoTime('2026-11-26T00:00:00Z')!;
const opened: TenantState[] = [];
afterAll(() => {
  for (const state of opened) state.close();
  rmSync(folder, { recursive: true });
});

async function company(
  people: number,
  seed = 'fjordlight',
  more: Partial<SeedOptions> = {},
): Promise<TenantState> {
  const file = join(folder, `${opened.length}.sqlite`);
  await seedFile(file, { seed, people, trustedApps: [], now, ...more });
  const state = openState(file);
  opened.push(state);
  return state;
}

/** One that several tests look at and none writes to. */
let shared: Promise<TenantState> | undefined;
const fourHundred = (): Promise<TenantState> => (shared ??= company(400));

const content = (state: TenantState): string =>
  JSON.stringify([
    state.all('user'),
    state.all('group'),
    state.all('application'),
    state.all('subscribedSku'),
    state.all('authenticationMethod'),
  ]);

test('the same seed gives the same company to the letter, another one another', async () => {
  const [one, again, other] = [await company(120), await company(120), await company(120, 'north')];
  expect(content(again)).toBe(content(one));
  expect(content(other)).not.toBe(content(one));
});

test('a company of any size, none included, has what every tenant has', async () => {
  for (const people of [0, 1, 9]) {
    const state = await company(people);
    expect(state.count('user')).toBe(people + 1);
    expect(state.count('domain')).toBe(2);
    expect(state.find('servicePrincipal', 'displayName', 'Microsoft Graph')).toHaveLength(1);
  }
});

test('names come in several scripts, and every address in plain letters, each once', async () => {
  const state = await fourHundred();
  const users = state.all('user');
  const scripts = ['Latin', 'Cyrillic', 'Greek', 'Han', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari'];
  for (const script of scripts) {
    const written = new RegExp(`\\p{Script=${script}}`, 'u');
    expect([script, users.some(({ displayName }) => written.test(String(displayName)))]).toEqual([
      script,
      true,
    ]);
  }
  const addresses = users.map(({ userPrincipalName }) => String(userPrincipalName).toLowerCase());
  expect(addresses.filter((each) => !/^[a-z0-9.#_-]+@[a-z.]+$/i.test(each))).toEqual([]);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('everybody but guests and the chief reports to somebody, and all lines end at the chief', async () => {
  const state = await fourHundred();
  const people = state
    .all('user')
    .filter(({ userType, jobTitle }) => userType === 'Member' && jobTitle !== null);
  const managerOf = (id: string): string | undefined => state.targets('user.manager', id)[0];
  for (const { id, jobTitle } of people) {
    let [at, steps] = [id, 0];
    for (let up = managerOf(at); up !== undefined; up = managerOf(at)) [at, steps] = [up, steps + 1];
    expect(state.get('user', at)?.['jobTitle']).toBe('Chief Executive Officer');
    expect(steps, String(jobTitle)).toBeLessThan(8);
  }
});

test('licences add up to what is consumed, and the stock is not overdrawn', async () => {
  const state = await fourHundred();
  const used = state.all('user').flatMap(({ assignedLicenses }) => assignedLicenses as { skuId: string }[]);
  for (const sku of state.all('subscribedSku')) {
    const { skuId, consumedUnits, prepaidUnits } = sku;
    expect(used.filter((each) => each.skuId === skuId)).toHaveLength(Number(consumedUnits));
    expect((prepaidUnits as { enabled: number }).enabled).toBeGreaterThanOrEqual(Number(consumedUnits));
  }
});

test('who leaves in the demo is third in sales, with a manager, licences and groups', async () => {
  const state = await company(60);
  const [leaver] = state.find('user', 'userPrincipalName', demoLeaver);
  expect(leaver).toMatchObject({ displayName: 'Dana Fischer', department: 'Sales', accountEnabled: true });
  expect(leaver!['assignedLicenses']).toHaveLength(2);
  const [manager] = state.targets('user.manager', leaver!.id);
  expect(state.get('user', manager!)?.['jobTitle']).toBe('Head of Sales');
  const groups = state
    .sources('group.members', leaver!.id)
    .map((id) => state.get('group', id)?.['displayName']);
  expect(groups).toEqual(
    expect.arrayContaining(['All Employees', 'Sales Staff', 'VPN Users', 'Project Boreas']),
  );
});

test('drift is there to be found', async () => {
  const state = await fourHundred();
  const users = state.all('user');
  const licensed = (user: (typeof users)[number]): boolean =>
    (user['assignedLicenses'] as unknown[]).length > 0;
  const found = {
    'disabled and licensed': users.filter((user) => user['accountEnabled'] === false && licensed(user)),
    'without usage location': users.filter(
      (user) => user['userType'] === 'Member' && user['usageLocation'] === null,
    ),
    'never accepted': users.filter((user) => user['externalUserState'] === 'PendingAcceptance'),
    'groups that nobody owns': state
      .all('group')
      .filter(
        ({ id, groupTypes }) =>
          (groupTypes as string[]).includes('Unified') && state.targets('group.owners', id).length === 0,
      ),
    'groups that nobody is in': state
      .all('group')
      .filter(({ id }) => state.targets('group.members', id).length === 0),
    'applications whose secrets have all ended': state
      .all('application')
      .filter(({ passwordCredentials }) => {
        const ends = (passwordCredentials as { endDateTime: string }[]).map(({ endDateTime }) =>
          Date.parse(endDateTime),
        );
        return ends.length > 0 && ends.every((end) => end < now);
      }),
    'applications that may rewrite the directory': state.find(
      'appRoleAssignment',
      'appRoleId',
      '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
    ),
  };
  for (const [what, all] of Object.entries(found)) expect([what, all.length > 0]).toEqual([what, true]);
  expect(found['disabled and licensed'].length).toBeLessThan(40);
});

test('most members have registered a second way to sign in, some none, and guests none at all', async () => {
  const state = await fourHundred();
  refreshRegistrations(state, manualClock(now));
  const report = state.all('userRegistrationDetails');
  const members = report.filter(({ userType }) => userType === 'member');
  const share = (property: string): number =>
    members.filter((each) => each[property] === true).length / members.length;
  expect(share('isMfaRegistered')).toBeGreaterThan(0.7);
  expect(share('isMfaRegistered')).toBeLessThan(0.9);
  expect(share('isPasswordlessCapable')).toBeGreaterThan(0);
  expect(
    report.filter(({ userType, isMfaRegistered }) => userType === 'guest' && isMfaRegistered === true),
  ).toEqual([]);
  const phones = state.find('authenticationMethod', 'odataType', 'phoneAuthenticationMethod');
  for (const { phoneNumber } of phones) expect(phoneNumber).toMatch(/^\+\d{1,3} \d{4,15}$/);
});

test('a large department is split into sections, whose groups lie in its own', () => {
  const groups = new Map(groupsOf(planOf('fjordlight', 6_000)).map((group) => [group.displayName, group]));
  const staff = groups.get('Sales Staff');
  expect(staff?.people).toBeUndefined();
  expect(staff?.groups?.length).toBeGreaterThan(1);
  const people = staff!.groups!.flatMap((name) => [...groups.get(name)!.people!()]);
  expect(new Set(people).size).toBe(people.length);
  expect(people.length).toBeGreaterThan(500);
});

test('ids are scattered, each has one place, and places lead back to numbers', () => {
  for (const count of [1, 2, 10, 997, 1_000]) {
    const ids = idsOf('seed', 'kind', count);
    const all = Array.from({ length: count }, (_, rank) => ids.of(ids.at(rank)));
    expect(all).toEqual(all.toSorted());
    expect(new Set(all).size).toBe(count);
    expect(
      all.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    for (let n = 0; n < count; n += 1) expect(ids.at(ids.rank(n))).toBe(n);
  }
});

test('a size is a number, of thousands or of millions', () => {
  expect(['250', '25k', '1M', '0.5m', 7].map(sizeOf)).toEqual([250, 25_000, 1_000_000, 500_000, 7]);
  for (const wrong of ['many', '', '-1', '3M', '1g'])
    expect(() => sizeOf(wrong)).toThrow(/no number of people/);
});

test('a tenant of an earlier version is seeded anew with the defaults', () => {
  const keeping = (value: string | undefined) => seededWith({ setting: () => value });
  expect([keeping('yes'), keeping(undefined)]).toEqual([{}, {}]);
  expect(keeping('{"seed":"x","users":7}')).toEqual({ seed: 'x', users: 7 });
});

test('a company in the place of another keeps the ids by which others know the tenant', async () => {
  const clientId = '99999999-0000-4000-8000-000000000001';
  const { certificatePem } = await createClientCertificate({ name: 'command line' });
  const trustedApps = [{ clientId, displayName: 'Command line', certificatePem, roles: [] }];
  const before = await company(20, 'fjordlight', { trustedApps });
  // As an earlier version may have thrown them: the id that one has here was another’s there.
  const known = knownIds(before)!;
  const { objects } = known;
  const graph = `servicePrincipal ${graphAppId}`;
  const mine = `servicePrincipal ${clientId}`;
  const swapped = { ...known, objects: { ...objects, [graph]: objects[mine]!, [mine]: objects[graph]! } };
  for (const [seed, given] of [
    ['north', known],
    ['fjordlight', swapped],
    ['fjordlight', { ...known, objects: { [mine]: objects[graph]! } }],
  ] satisfies readonly (readonly [string, KnownIds])[]) {
    const after = await company(20, seed, { trustedApps, known: given });
    expect(after.setting('tenant-id')).toBe(known.tenantId);
    expect(after.idOf('servicePrincipal', 'appId', clientId)).toBe(given.objects[mine]);
    if (given.objects[graph] !== undefined)
      expect(after.idOf('servicePrincipal', 'appId', graphAppId)).toBe(given.objects[graph]);
  }
});
