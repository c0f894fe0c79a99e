import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Principal } from '../request.ts';
import { type Engine, groupId, testEngine, userId } from '../testing/engine.ts';
import { resolvePath } from './resolve.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
});
afterAll(() => engine.close());

const app: Principal = { kind: 'app', appId: 'app', objectId: 'principal', roles: [] };
const person: Principal = { ...app, kind: 'user', scopes: [], userId: userId(1) };
const u = userId(1);
const g = groupId(1);

/** A path, the template that permissions are given for, and the kind of what it names. */
const paths: readonly (readonly [path: string, template: string, kind: string])[] = [
  ['/users', '/users', 'collection'],
  ['/USERS/', '/users', 'collection'],
  ['/users/$count', '/users/$count', 'count'],
  [`/users/${u}`, '/users/{id}', 'entity'],
  [`/users('${u}')`, '/users/{id}', 'entity'],
  ['/users/p1@contoso.com', '/users/{id}', 'entity'],
  [`/users/${u}/displayName`, '/users/{id}', 'property'],
  [`/users/${u}/DISPLAYNAME/$value`, '/users/{id}', 'property'],
  [`/users/${u}/microsoft.graph.user`, '/users/{id}', 'entity'],
  [`/users/${u}/manager`, '/users/{id}/manager', 'entity'],
  [`/users/${u}/manager/$ref`, '/users/{id}/manager/$ref', 'reference'],
  [`/users/${u}/manager/displayName`, '/users/{id}/manager', 'property'],
  [`/users/${u}/manager/memberOf`, '/users/{id}/manager/memberOf', 'collection'],
  [`/users/${u}/memberOf/microsoft.graph.group`, '/users/{id}/memberOf', 'collection'],
  [`/users/${u}/memberOf/microsoft.graph.group/$count`, '/users/{id}/memberOf/$count', 'count'],
  [`/users/${u}/assignLicense`, '/users/{id}/assignLicense', 'operation'],
  [`/users/${u}/microsoft.graph.assignLicense`, '/users/{id}/assignLicense', 'operation'],
  [`/groups/${g}/members/${u}`, '/groups/{id}/members/{id}', 'entity'],
  [`/groups/${g}/members('${u}')/$ref`, '/groups/{id}/members/{id}/$ref', 'reference'],
  ["/applications(appId='x')", '/applications/{id}', 'entity'],
  [`/directoryObjects/${u}`, '/directoryObjects/{id}', 'entity'],
  [`/directoryObjects/${u}/memberOf`, '/directoryObjects/{id}/memberOf', 'collection'],
  ['/directoryObjects/getByIds', '/directoryObjects/getByIds', 'operation'],
];

describe('a path names', () => {
  test.each(paths)('%s: %s', (path, template, kind) => {
    const resolved = resolvePath(engine.state, app, path);
    expect(resolved.template).toBe(template);
    expect(resolved.target.kind).toBe(kind);
  });

  test('one’s own account behind /me, apart in the permission map', () => {
    const { template, target } = resolvePath(engine.state, person, '/me/manager');
    expect(template).toBe('/me/manager');
    expect(target).toMatchObject({ kind: 'entity', scope: { entity: 'user', id: u } });
  });
});

describe('what there is not', () => {
  test.each([
    ['/nonsense', 'GraphSegmentUnknown'],
    ['/', 'GraphSegmentUnknown'],
    ['/users/%ff', 'GraphSegmentUnknown'],
    [`/users/${u}/nonsense`, 'GraphSegmentUnknown'],
    [`/users/${u}/displayName/$value/x`, 'GraphSegmentUnknown'],
    [`/users/${u}/passwordProfile`, 'GraphSegmentUnknown'],
    [`/users/${u}/planner`, 'GraphNotEmulated'],
    ['/planner/tasks/1', 'GraphNotEmulated'],
    ['/me', 'GraphMeDelegated'],
    [`/groups/${g}/members/${u}/manager`, 'GraphNotEmulated'],
    [`/users${'/a'.repeat(40)}`, 'GraphSegmentUnknown'],
  ])('%s: %s', (path, code) => {
    expect(() => resolvePath(engine.state, app, path)).toThrow(expect.objectContaining({ code }));
  });
});

test('one property, in an envelope and raw', () => {
  const read = (path: string) => engine.call('GET', `/users/${u}${path}`);
  expect(read('/userPrincipalName').json).toEqual({
    '@odata.context': `https://graph.test/v1.0/$metadata#users('${u}')/userPrincipalName`,
    value: 'p1@contoso.com',
  });
  expect(read('/userPrincipalName/$value').body).toBe('p1@contoso.com');
  expect(read('/jobTitle').status).toBe(204);
});

test('addresses instead of the objects themselves', () => {
  const answer = engine.call('GET', `/groups/${g}/owners/$ref`);
  expect(answer.value).toEqual([{ '@odata.id': `https://graph.test/v1.0/directoryObjects/${userId(0)}` }]);
});

test('many objects by their ids, those of other types and of nobody left out', () => {
  const ids = [u, g, userId(900), u];
  const all = engine.call('POST', '/directoryObjects/getByIds', { ids });
  expect(all.value.map((each) => [each['@odata.type'], each['id']])).toEqual([
    ['#microsoft.graph.user', u],
    ['#microsoft.graph.group', g],
  ]);
  expect(engine.call('POST', '/directoryObjects/getByIds', { ids, types: ['group'] }).value).toHaveLength(1);
  expect(engine.call('POST', '/directoryObjects/getByIds', {}).status).toBe(400);
  expect(engine.call('GET', '/directoryObjects/getByIds').status).toBe(405);
});
