import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { permissions } from '../edm/permissions/table.ts';
import { type Engine, groupId, testEngine, userId } from './testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine(4);
});
afterEach(() => engine.close());

const one = `/users/${userId(1)}`;
const roles = [...new Set([...permissions.values()].flatMap(({ application }) => application.flat()))];
const other = { kind: 'app', appId: 'other', objectId: 'o', roles } as const;
const advanced = { eventual: true };

function define(name: string, more: object = {}): string {
  const app = engine.call('POST', '/applications', { displayName: 'App' }).json;
  const { json } = engine.call('POST', `/applications/${String(app['id'])}/extensionProperties`, {
    name,
    dataType: 'String',
    targetObjects: ['User'],
    ...more,
  });
  return String(json['name']);
}

describe('directory extensions', () => {
  test('are defined below an application, under a name made of its id', () => {
    const app = engine.call('POST', '/applications', { displayName: 'App' }).json;
    const url = `/applications/${String(app['id'])}/extensionProperties`;
    const body = { name: 'jobGroup', dataType: 'String', targetObjects: ['User'] };
    const { status, json } = engine.call('POST', url, body);
    const name = `extension_${String(app['appId']).replaceAll('-', '')}_jobGroup`;
    expect([status, json]).toMatchObject([
      201,
      { name, dataType: 'String', isMultiValued: false, targetObjects: ['User'], appDisplayName: 'App' },
    ]);
    expect(json).not.toHaveProperty('applicationId');
    expect(engine.call('GET', url).value).toMatchObject([{ name }]);
    expect(engine.call('POST', url, body).error?.message).toMatch(/exists with the name/);
    expect(engine.call('POST', '/directoryObjects/getAvailableExtensionProperties', {}).value).toMatchObject([
      { name },
    ]);
    expect(engine.call('DELETE', `${url}/${String(json['id'])}`).status).toBe(204);
    expect(engine.call('GET', url).value).toEqual([]);
  });

  test.each([
    ['a data type that is none', { dataType: 'Text' }],
    ['a target that is none', { targetObjects: ['Message'] }],
    ['no target', { targetObjects: [] }],
    ['a name that is none', { name: 'job group' }],
  ])('with %s are refused', (_name, more) => {
    const app = engine.call('POST', '/applications', { displayName: 'App' }).json;
    const body = { name: 'x', dataType: 'String', targetObjects: ['User'], ...more };
    expect(engine.call('POST', `/applications/${String(app['id'])}/extensionProperties`, body).status).toBe(
      400,
    );
  });

  test('have values on objects, which are shown to who selects them', () => {
    const name = define('jobGroup');
    expect(engine.call('PATCH', one, { [name]: 'E2', city: 'Rome' }).status).toBe(204);
    expect(engine.call('GET', `${one}?$select=id,city,${name}`).json).toMatchObject({
      city: 'Rome',
      [name]: 'E2',
    });
    expect(engine.call('GET', one).json).not.toHaveProperty(name);
    expect(engine.call('GET', `/users?$select=id,${name}`).value.filter((each) => name in each)).toEqual([
      { id: userId(1), [name]: 'E2' },
    ]);
    engine.call('PATCH', one, { [name]: null });
    expect(engine.call('GET', `${one}?$select=${name}`).json).not.toHaveProperty(name);
  });

  test('may be given to a new object', () => {
    const name = define('jobGroup');
    const { json } = engine.call('POST', '/users', {
      displayName: 'New',
      accountEnabled: true,
      mailNickname: 'n',
      userPrincipalName: 'n@contoso.com',
      passwordProfile: { password: 'Xy12345678' },
      [name]: 'E5',
    });
    expect(engine.call('GET', `/users/${String(json['id'])}?$select=${name}`).json).toMatchObject({
      [name]: 'E5',
    });
  });

  test('are filtered by, as other properties are', () => {
    const [text, number, flag] = [
      define('jobGroup'),
      define('level', { dataType: 'Integer' }),
      define('leader', { dataType: 'Boolean' }),
    ];
    engine.call('PATCH', one, { [text]: 'Engineer', [number]: 7, [flag]: true });
    engine.call('PATCH', `/users/${userId(2)}`, { [text]: 'Sales', [number]: 3 });
    const found = (filter: string, options = {}) =>
      engine.call('GET', `/users?$select=id&$count=true&$filter=${filter}`, undefined, options).value.length;
    expect(found(`${text} eq 'ENGINEER'`)).toBe(1);
    expect(found(`startsWith(${text},'Eng')`)).toBe(1);
    expect(found(`${text} in ('Engineer','Sales')`)).toBe(2);
    expect(found(`${number} ge 5`)).toBe(1);
    expect(found(`${flag} eq true`)).toBe(1);
    expect(found(`${text} ne 'Sales'`, advanced)).toBe(3);
    expect(found(`${text} eq null`, advanced)).toBe(2);
    expect(found(`not(${text} eq 'Sales')`, advanced)).toBe(3);
    expect(engine.call('GET', `/users?$filter=${text} ne 'Sales'`).error?.code).toBe(
      'Request_UnsupportedQuery',
    );
  });

  test('take only values of their kind, on objects of their targets', () => {
    const [text, number, many] = [
      define('t'),
      define('n', { dataType: 'Integer' }),
      define('m', { isMultiValued: true }),
    ];
    const status = (url: string, body: object) => engine.call('PATCH', url, body).status;
    expect(status(one, { [text]: 5 })).toBe(400);
    expect(status(one, { [text]: 'x'.repeat(257) })).toBe(400);
    expect(status(one, { [number]: 'five' })).toBe(400);
    expect(status(one, { [many]: 'a' })).toBe(400);
    expect(status(one, { [many]: ['a', 'b'] })).toBe(204);
    expect(status(`/groups/${groupId(1)}`, { [text]: 'x' })).toBe(400);
  });

  test('that nobody defined are refused, written or read', () => {
    const name = `extension_${'0'.repeat(32)}_x`;
    expect(engine.call('PATCH', one, { [name]: 'x' }).error?.message).toMatch(/not available/);
    expect(engine.call('GET', `${one}?$select=${name}`).status).toBe(400);
    expect(engine.call('GET', `/users?$filter=${name} eq 'x'`).status).toBe(400);
  });

  test('are tracked by who selects them', () => {
    const [name, another] = [define('jobGroup'), define('other')];
    const { json } = engine.call('GET', `/users/delta?$select=${name}&$deltatoken=latest`);
    engine.call('PATCH', one, { [another]: 'x' });
    engine.call('PATCH', `/users/${userId(2)}`, { [name]: 'E2' });
    const link = String(json['@odata.deltaLink']).replace('https://graph.test/v1.0', '');
    expect(engine.call('GET', link).value).toEqual([{ id: userId(2), [name]: 'E2' }]);
  });

  test('lie in the bin with their object and come back with it', () => {
    const name = define('jobGroup');
    engine.call('PATCH', one, { [name]: 'E2' });
    engine.call('DELETE', one);
    engine.call('POST', `/directory/deletedItems/${userId(1)}/restore`);
    expect(engine.call('GET', `${one}?$select=${name}`).json).toMatchObject({ [name]: 'E2' });
  });
});

describe('schema extensions', () => {
  const body = {
    id: 'courses',
    description: 'Courses',
    targetTypes: ['Group', 'User'],
    properties: [
      { name: 'courseId', type: 'Integer' },
      { name: 'courseName', type: 'String' },
    ],
  };
  const create = (more: object = {}) => engine.call('POST', '/schemaExtensions', { ...body, ...more });
  const idOf = () => String(create().json['id']);

  test('get a name of eight random characters before their own', () => {
    const { status, json } = create();
    expect(status).toBe(201);
    expect(json).toMatchObject({
      ...body,
      id: expect.stringMatching(/^ext[0-9a-z]{8}_courses$/),
      status: 'InDevelopment',
      owner: 'app',
    });
    expect(engine.call('GET', `/schemaExtensions/${String(json['id'])}`).status).toBe(200);
  });

  test('keep their own name under a verified domain', () => {
    expect(create({ id: 'contoso_com_courses' }).error?.message).toBeUndefined();
    expect(create({ id: 'fabrikam_com_courses' }).error?.message).toMatch(/verified domains/);
  });

  test('have values on objects, member by member', () => {
    const id = idOf();
    const url = `/groups/${groupId(1)}`;
    expect(engine.call('PATCH', url, { [id]: { courseId: 1, courseName: 'Maths' } }).status).toBe(204);
    engine.call('PATCH', url, { [id]: { courseName: 'Algebra' } });
    expect(engine.call('GET', `${url}?$select=id,${id}`).json).toMatchObject({
      [id]: { courseId: 1, courseName: 'Algebra' },
    });
    expect(engine.call('GET', `/groups?$select=id&$filter=${id}/courseId eq 1`).value).toEqual([
      { id: groupId(1) },
    ]);
    expect(engine.call('PATCH', url, { [id]: { courseId: 'one' } }).status).toBe(400);
    expect(engine.call('PATCH', url, { [id]: { teacher: 'x' } }).status).toBe(400);
  });

  test('go from development to available to deprecated, and are deleted only in development', () => {
    const id = idOf();
    const patch = (change: object) => engine.call('PATCH', `/schemaExtensions/${id}`, change).status;
    expect(patch({ status: 'Available' })).toBe(204);
    expect(patch({ status: 'InDevelopment' })).toBe(400);
    expect(engine.call('DELETE', `/schemaExtensions/${id}`).status).toBe(400);
    expect(patch({ properties: [{ name: 'courseId', type: 'Integer' }] })).toBe(400);
    expect(patch({ properties: [...body.properties, { name: 'more', type: 'Boolean' }] })).toBe(204);
    expect(patch({ status: 'Deprecated' })).toBe(204);
    expect(engine.call('DELETE', `/schemaExtensions/${idOf()}`).status).toBe(204);
  });

  test('are changed and deleted by their owner only', () => {
    const id = idOf();
    const as = (method: string, change?: object) =>
      engine.call(method, `/schemaExtensions/${id}`, change, { principal: other }).status;
    expect([as('PATCH', { description: 'x' }), as('DELETE'), as('GET')]).toEqual([403, 403, 200]);
  });

  test('are five an application', () => {
    for (let n = 0; n < 5; n += 1) expect(create().status).toBe(201);
    expect(create().status).toBe(400);
  });
});

describe('open extensions', () => {
  const url = `${one}/extensions`;
  const create = (extensionName: string, more: object = {}) =>
    engine.call('POST', url, {
      '@odata.type': '#microsoft.graph.openTypeExtension',
      extensionName,
      theme: 'dark',
      ...more,
    });

  test('hold whatever was posted, under their name', () => {
    const { status, json, headers } = create('com.contoso.roaming', { size: 3 });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      id: 'com.contoso.roaming',
      extensionName: 'com.contoso.roaming',
      theme: 'dark',
      size: 3,
    });
    expect(headers?.['location']).toBe(`https://graph.test/v1.0${url}/com.contoso.roaming`);
    expect(engine.call('GET', `${url}/com.contoso.roaming`).json).toMatchObject({
      id: 'com.contoso.roaming',
      theme: 'dark',
      size: 3,
    });
    expect(engine.call('GET', url).value).toMatchObject([{ id: 'com.contoso.roaming', size: 3 }]);
  });

  test('are changed property by property, and deleted', () => {
    create('a.b', { size: 3 });
    expect(engine.call('PATCH', `${url}/a.b`, { size: 4, theme: null }).status).toBe(204);
    const { json } = engine.call('GET', `${url}/a.b`);
    expect([json['size'], 'theme' in json]).toEqual([4, false]);
    expect(engine.call('DELETE', `${url}/a.b`).status).toBe(204);
    expect(engine.call('GET', `${url}/a.b`).status).toBe(404);
  });

  test('are two an application on one object, each of another name', () => {
    create('a.b');
    expect(create('a.b').status).toBe(409);
    expect([create('a.c').status, create('a.d').status]).toEqual([201, 400]);
    const body = { extensionName: 'a.d' };
    expect(engine.call('POST', url, body, { principal: other }).status).toBe(201);
  });

  test('are refused without a name, too long, and below nobody', () => {
    expect(engine.call('POST', url, { theme: 'x' }).status).toBe(400);
    expect(create('a.b', { long: 'x'.repeat(3000) }).status).toBe(400);
    expect(engine.call('POST', '/users/nobody/extensions', { extensionName: 'a' }).status).toBe(404);
  });
});

test('custom security attributes are not emulated, and it is said so', () => {
  expect(engine.call('GET', `${one}?$select=customSecurityAttributes`).status).toBe(501);
  expect(engine.call('PATCH', one, { customSecurityAttributes: {} }).status).toBe(501);
});
