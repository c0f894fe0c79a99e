import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Principal } from '../../odata/request.ts';
import { type Engine, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { seedRoles } from '../../seed/roles.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  engine.state.unlogged(() => {
    seedRoles((entity, row) => engine.state.insert(entity, row));
    engine.state.insert('servicePrincipal', { id: 'sp', appId: 'app', displayName: 'Client', tags: [] });
  });
});
afterAll(() => engine.close());

const person: Principal = {
  kind: 'user',
  appId: 'app',
  objectId: userId(0),
  userId: userId(0),
  roles: [],
  scopes: ['User.ReadWrite.All'],
  directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'],
};
const audits = (filter = '') =>
  engine.call('GET', `/auditLogs/directoryAudits${filter === '' ? '' : `?$filter=${filter}`}`).value;
const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

test('a fresh tenant has an empty audit log; reads leave it so', () => {
  engine.call('GET', '/users');
  expect(audits()).toEqual([]);
});

test('every write has an entry that says who, what and how it changed', () => {
  engine.call('PATCH', `/users/${userId(1)}`, { city: 'Rome' });
  engine.clock.advance(1000);
  engine.call('PATCH', `/users/${userId(2)}`, { accountEnabled: false }, { principal: person });
  engine.clock.advance(1000);
  engine.call('POST', `/groups/${groupId(2)}/members/$ref`, reference(userId(5)));
  engine.call('POST', '/applications', { displayName: 'Runner' });
  engine.call('POST', '/roleManagement/directory/roleAssignments', {
    principalId: userId(3),
    roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
    directoryScopeId: '/',
  });
  engine.call('PATCH', `/users/${userId(9)}`, { displayName: '' });
  const all = audits();
  expect(all.map((each) => each['activityDisplayName']).toSorted()).toEqual([
    'Add application',
    'Add member to group',
    'Add member to role',
    'Disable account',
    'Update user',
  ]);
  const named = (name: string) => all.find((each) => each['activityDisplayName'] === name);
  expect(named('Update user')).toMatchObject({
    category: 'UserManagement',
    operationType: 'Update',
    result: 'success',
    loggedByService: 'Core Directory',
    initiatedBy: { user: null, app: { displayName: 'Client', servicePrincipalId: 'sp' } },
    targetResources: [
      {
        id: userId(1),
        type: 'User',
        userPrincipalName: 'p1@contoso.com',
        modifiedProperties: [
          { displayName: 'City', oldValue: '[]', newValue: '["Rome"]' },
          { displayName: 'Included Updated Properties', newValue: '"City"' },
        ],
      },
    ],
  });
  expect(named('Disable account')?.['initiatedBy']).toMatchObject({
    app: null,
    user: { userPrincipalName: 'p0@contoso.com' },
  });
  expect(named('Add member to group')?.['targetResources']).toMatchObject([
    {
      id: userId(5),
      type: 'User',
      modifiedProperties: [{ displayName: 'Group.ObjectID', newValue: `"${groupId(2)}"` }, {}],
    },
    { id: groupId(2), type: 'Group', groupType: 'azureAD' },
  ]);
  expect(named('Add member to role')?.['targetResources']).toMatchObject([
    { id: userId(3) },
    { displayName: 'Global Administrator', type: 'Role' },
  ]);
});

test.each([
  ["category eq 'GroupManagement'", 1],
  ["activityDisplayName eq 'Update user'", 1],
  ["startswith(activityDisplayName,'Add')", 3],
  ['activityDateTime ge 2026-11-24T10:00:01Z', 4],
  ['activityDateTime le 2026-11-24T10:00:00Z', 1],
  ["category eq 'UserManagement' and activityDateTime ge 2026-11-24T10:00:01Z", 1],
])('%s finds %i', (filter, count) => {
  expect(audits(filter)).toHaveLength(count);
});

test('an entry is read by its id, newest first on demand, and written once', () => {
  const [newest] = engine.call(
    'GET',
    '/auditLogs/directoryAudits?$orderby=activityDateTime desc&$top=1',
  ).value;
  expect(newest?.['activityDateTime']).toBe('2026-11-24T10:00:02Z');
  expect(engine.call('GET', `/auditLogs/directoryAudits/${String(newest?.['id'])}`).json['id']).toBe(
    newest?.['id'],
  );
  expect(audits()).toHaveLength(5);
});

test('entries older than thirty days go', () => {
  engine.clock.advance(31 * 24 * 60 * 60 * 1000);
  engine.call('DELETE', `/users/${userId(4)}`);
  expect(audits().map((each) => each['activityDisplayName'])).toEqual(['Delete user']);
});
