import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, e3, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const day = 24 * 60 * 60 * 1000;
const bin = '/directory/deletedItems';
const one = userId(1);
const mangled = `${one.replaceAll('-', '')}p1@contoso.com`;
const remove = (url: string) => expect(engine.call('DELETE', url).status).toBe(204);
const restore = (id: string, body: unknown = {}) => engine.call('POST', `${bin}/${id}/restore`, body);

describe('what was deleted', () => {
  beforeEach(() => remove(`/users/${one}`));

  test('is gone from the directory, with its relations', () => {
    expect(engine.call('GET', `/users/${one}`).status).toBe(404);
    expect(engine.call('GET', `/directoryObjects/${one}`).status).toBe(404);
    expect(engine.call('GET', `/groups/${groupId(1)}/members`).value.map(({ id }) => id)).not.toContain(one);
  });

  test('lies in the bin, under a name that is free for others', () => {
    const { value, json } = engine.call(
      'GET',
      `${bin}/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime`,
    );
    expect(value).toEqual([{ id: one, userPrincipalName: mangled, deletedDateTime: '2026-11-24T10:00:00Z' }]);
    expect(json['@odata.context']).toBe(
      'https://graph.test/v1.0/$metadata#users(id,userPrincipalName,deletedDateTime)',
    );
    expect(
      engine.call('POST', '/users', {
        displayName: 'New',
        accountEnabled: true,
        mailNickname: 'p1',
        userPrincipalName: 'p1@contoso.com',
        passwordProfile: { password: 'Xy12345678' },
      }).status,
    ).toBe(201);
  });

  test('is shown by its id, with and without its type, and typed', () => {
    for (const url of [
      `${bin}/${one}`,
      `${bin}/${one}/microsoft.graph.user`,
      `${bin}/microsoft.graph.user/${one}`,
    ]) {
      expect(engine.call('GET', url).json).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: one });
    }
    expect(engine.call('GET', `${bin}/${userId(2)}`).status).toBe(404);
    expect(engine.call('GET', `${bin}/${one}/microsoft.graph.group`).status).toBe(404);
  });

  test('is filtered, counted, sorted and paged like the living', () => {
    engine.clock.advance(1000);
    remove(`/users/${userId(2)}`);
    const list = (options: string) =>
      engine
        .call('GET', `${bin}/microsoft.graph.user?${options}`, undefined, { eventual: true })
        .value.map(({ id }) => id);
    expect(list(`$filter=startsWith(userPrincipalName,'${one.replaceAll('-', '')}')`)).toEqual([one]);
    expect(list('$orderby=deletedDateTime desc&$count=true')).toEqual([userId(2), one]);
    const first = engine.call('GET', `${bin}/microsoft.graph.user?$top=1`);
    expect(first.json['@odata.nextLink']).toContain(`${bin}/microsoft.graph.user?$top=1&$skiptoken=`);
    expect(engine.call('GET', `${bin}/microsoft.graph.user/$count`, undefined, { eventual: true }).body).toBe(
      '2',
    );
    expect(engine.call('GET', `${bin}/microsoft.graph.group`).value).toEqual([]);
  });

  test('comes back as it was', () => {
    const before = engine.state.bin.get('user', one);
    const { status, json } = restore(one);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      '@odata.context': 'https://graph.test/v1.0/$metadata#directoryObjects/$entity',
      '@odata.type': '#microsoft.graph.user',
      id: one,
      userPrincipalName: 'p1@contoso.com',
    });
    expect(engine.state.get('user', one)).toEqual({
      ...before,
      userPrincipalName: 'p1@contoso.com',
      deletedDateTime: null,
    });
    expect(engine.call('GET', `/users/${one}/manager`).json).toMatchObject({ id: userId(0) });
    expect(engine.call('GET', `/groups/${groupId(1)}/members`).value.map(({ id }) => id)).toContain(one);
    expect(restore(one).status).toBe(404);
  });

  test('may be deleted for good', () => {
    remove(`${bin}/${one}`);
    expect(engine.call('GET', `${bin}/${one}`).status).toBe(404);
    expect(engine.call('DELETE', `${bin}/${one}`).status).toBe(404);
  });

  test('goes for good after 30 days', () => {
    engine.clock.advance(30 * day);
    expect(engine.call('GET', `${bin}/${one}`).status).toBe(200);
    engine.clock.advance(1000);
    expect(engine.call('GET', `${bin}/microsoft.graph.user`).value).toEqual([]);
    expect(restore(one).status).toBe(404);
  });

  test('is deleted once more after it came back', () => {
    restore(one);
    remove(`/users/${one}`);
    expect(engine.call('GET', `${bin}/${one}`).json).toMatchObject({ userPrincipalName: mangled });
    expect(restore(one).json).toMatchObject({ userPrincipalName: 'p1@contoso.com' });
  });
});

describe('names that were taken meanwhile', () => {
  beforeEach(() => {
    remove(`/users/${one}`);
    engine.state.update('user', userId(2), { userPrincipalName: 'P1@contoso.com', mail: 'p1@contoso.com' });
  });

  test('keep the deleted one out', () => {
    const { status, error } = restore(one);
    expect([status, error?.code]).toEqual([400, 'Request_BadRequest']);
    expect(error?.message).toMatch(/same value for property userPrincipalName already exists/);
  });

  test('do not matter to one who gets another name and gives up the address', () => {
    expect(restore(one, { newUserPrincipalName: 'other@contoso.com' }).error?.message).toMatch(
      /proxyAddresses/,
    );
    const body = { newUserPrincipalName: 'other@contoso.com', autoReconcileProxyConflict: true };
    expect(restore(one, body).json).toMatchObject({ userPrincipalName: 'other@contoso.com', mail: null });
  });
});

test('licences go back to the stock, and are taken again if there are any', () => {
  const assign = (id: string) =>
    engine.call('POST', `/users/${id}/assignLicense`, { addLicenses: [{ skuId: e3 }], removeLicenses: [] });
  const consumed = () => engine.state.find('subscribedSku', 'skuId', e3)[0]?.['consumedUnits'];
  assign(one);
  remove(`/users/${one}`);
  expect(consumed()).toBe(0);
  restore(one);
  expect([consumed(), engine.state.get('user', one)?.['assignedLicenses']]).toMatchObject([
    1,
    [{ skuId: e3 }],
  ]);
  remove(`/users/${one}`);
  assign(userId(3));
  assign(userId(4));
  restore(one);
  expect([consumed(), engine.state.get('user', one)?.['assignedLicenses']]).toEqual([2, []]);
});

describe('an application and its service principal', () => {
  test('go together and come back one by one, the grants with the principal', () => {
    const app = engine.call('POST', '/applications', { displayName: 'App' }).json;
    const principal = engine.call('POST', '/servicePrincipals', { appId: app['appId'] }).json;
    engine.state.insert('servicePrincipal', { id: 'api', displayName: 'Api', appRoles: [{ id: 'r' }] });
    engine.state.insert('appRoleAssignment', { id: 'g', principalId: principal['id'], resourceId: 'api' });
    remove(`/applications/${String(app['id'])}`);
    expect(engine.call('GET', `/servicePrincipals/${String(principal['id'])}`).status).toBe(404);
    expect(engine.state.count('appRoleAssignment')).toBe(0);
    restore(String(app['id']));
    expect(engine.call('GET', `/servicePrincipals/${String(principal['id'])}`).status).toBe(404);
    restore(String(principal['id']));
    expect(
      engine.call('GET', `/servicePrincipals/${String(principal['id'])}/appRoleAssignments`).value,
    ).toMatchObject([{ id: 'g' }]);
  });

  test('a grant does not come back without its resource', () => {
    engine.state.insert('servicePrincipal', { id: 'sp', displayName: 'Sp' });
    engine.state.insert('servicePrincipal', { id: 'api', displayName: 'Api' });
    engine.state.insert('appRoleAssignment', { id: 'g', principalId: 'sp', resourceId: 'api' });
    remove('/servicePrincipals/sp');
    remove('/servicePrincipals/api');
    restore('sp');
    expect(engine.state.count('appRoleAssignment')).toBe(0);
  });
});

describe('deleted items of an owner', () => {
  const owned = (body: unknown) => engine.call('POST', `${bin}/getUserOwnedObjects`, body);

  test('are those groups that he owned', () => {
    remove(`/groups/${groupId(1)}`);
    remove(`/groups/${groupId(2)}`);
    expect(owned({ userId: userId(0), type: 'Group' }).value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', id: groupId(1) },
    ]);
  });

  test('want an owner and a type that may be asked for', () => {
    expect(owned({ type: 'Group' }).error?.message).toMatch(/userId/);
    expect(owned({ userId: 'x', type: 'User' }).status).toBe(400);
  });
});

describe('refusals', () => {
  test('the bin as a whole cannot be listed, nor types that have none', () => {
    expect(engine.call('GET', bin).status).toBe(400);
    expect(engine.call('GET', `${bin}/microsoft.graph.domain`).status).toBe(400);
  });

  test('methods that make no sense', () => {
    expect(engine.call('POST', `${bin}/microsoft.graph.user`, {}).status).toBe(405);
    expect(engine.call('PATCH', `${bin}/${one}`, {}).status).toBe(405);
    expect(engine.call('GET', `${bin}/${one}/restore`).status).toBe(405);
  });

  test('each type takes the permission to read or to restore it', () => {
    remove(`/users/${one}`);
    const status = (method: string, url: string, roles: readonly string[]) =>
      engine.call(method, url, {}, { roles }).status;
    expect(status('GET', `${bin}/microsoft.graph.user`, ['Group.Read.All'])).toBe(403);
    expect(status('GET', `${bin}/microsoft.graph.user`, ['User.Read.All'])).toBe(200);
    expect(status('POST', `${bin}/${one}/restore`, ['User.Read.All'])).toBe(403);
    expect(status('POST', `${bin}/${one}/restore`, ['User.DeleteRestore.All'])).toBe(200);
  });
});
