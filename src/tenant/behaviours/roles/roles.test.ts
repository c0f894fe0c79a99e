import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Principal } from '../../odata/request.ts';
import { type Engine, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { seedRoles } from '../../seed/roles.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
  engine.state.unlogged(() => seedRoles((entity, row) => engine.state.insert(entity, row)));
});
afterEach(() => engine.close());

const userAdmin = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const reader = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const hour = 60 * 60 * 1000;
const root = '/roleManagement/directory';
const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});
const person = (n: number): Principal => ({
  kind: 'user',
  appId: 'app',
  objectId: userId(n),
  userId: userId(n),
  roles: [],
  scopes: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'],
});

const assign = (change: object = {}) =>
  engine.call('POST', `${root}/roleAssignments`, {
    principalId: userId(1),
    roleDefinitionId: userAdmin,
    directoryScopeId: '/',
    ...change,
  });
const request = (kind: 'Assignment' | 'Eligibility', change: object = {}, principal?: Principal) =>
  engine.call(
    'POST',
    `${root}/role${kind}ScheduleRequests`,
    {
      action: 'adminAssign',
      principalId: userId(1),
      roleDefinitionId: userAdmin,
      directoryScopeId: '/',
      justification: 'needed',
      scheduleInfo: { startDateTime: null, expiration: { type: 'afterDuration', duration: 'PT2H' } },
      ...change,
    },
    principal === undefined ? {} : { principal },
  );
const assignments = () =>
  engine.call('GET', `${root}/roleAssignments?$filter=principalId eq '${userId(1)}'`).value;
const members = () => engine.call('GET', `/directoryRoles(roleTemplateId='${userAdmin}')/members`).value;

describe('activated roles and assignments are two views of one thing', () => {
  test('a role is activated once, by its template', () => {
    const made = engine.call('POST', '/directoryRoles', { roleTemplateId: userAdmin });
    expect(made.json).toMatchObject({ displayName: 'User Administrator', roleTemplateId: userAdmin });
    expect(engine.call('POST', '/directoryRoles', { roleTemplateId: userAdmin }).status).toBe(409);
    expect(engine.call('POST', '/directoryRoles', { roleTemplateId: userId(1) }).status).toBe(404);
    expect(engine.call('GET', '/directoryRoleTemplates').value.length).toBeGreaterThan(100);
  });

  test('who is added to a role has it assigned, and loses it with the membership', () => {
    const { json } = engine.call('POST', '/directoryRoles', { roleTemplateId: userAdmin });
    const set = `/directoryRoles/${String(json['id'])}/members`;
    expect(engine.call('POST', `${set}/$ref`, reference(userId(1))).status).toBe(204);
    expect(engine.call('POST', `${set}/$ref`, reference(userId(1))).status).toBe(400);
    expect(assignments()).toMatchObject([{ roleDefinitionId: userAdmin, directoryScopeId: '/' }]);
    expect(engine.call('GET', `/users/${userId(1)}/memberOf`).status).toBe(200);
    expect(engine.call('DELETE', `${set}/${userId(1)}/$ref`).status).toBe(204);
    expect([assignments(), members()]).toEqual([[], []]);
  });

  test('what is assigned shows as a member, expands, and goes', () => {
    const made = assign();
    expect(made.status).toBe(201);
    expect(assign().error?.code).toBe('RoleAssignmentExists');
    expect(members()).toMatchObject([{ id: userId(1) }]);
    const one = `${root}/roleAssignments/${String(made.json['id'])}`;
    expect(engine.call('GET', `${one}?$expand=principal`).json['principal']).toMatchObject({ id: userId(1) });
    expect(engine.call('GET', `${one}/roleDefinition`).json['displayName']).toBe('User Administrator');
    expect(engine.call('GET', `${root}/roleAssignmentScheduleInstances`).value).toMatchObject([
      { assignmentType: 'Assigned', endDateTime: null },
    ]);
    expect(engine.call('DELETE', one).status).toBe(204);
    expect([members(), engine.call('GET', `${root}/roleAssignmentSchedules`).value]).toEqual([[], []]);
  });

  test.each([
    [{ principalId: userId(900) }, 404],
    [{ roleDefinitionId: userId(1) }, 404],
    [{ directoryScopeId: undefined }, 400],
    [{ directoryScopeId: '/administrativeUnits/none' }, 400],
    [{ principalId: groupId(1) }, 400],
  ])('an assignment with %o is refused', (change, status) => {
    expect(assign(change).status).toBe(status);
    expect(engine.state.count('unifiedRoleAssignment')).toBe(0);
  });
});

describe('role definitions', () => {
  const custom = {
    displayName: 'Resetter',
    isEnabled: true,
    rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/password/update'] }],
  };

  test('built-in ones stay as they are; custom ones come and go', () => {
    expect(engine.call('PATCH', `${root}/roleDefinitions/${userAdmin}`, { description: 'x' }).status).toBe(
      400,
    );
    expect(engine.call('DELETE', `${root}/roleDefinitions/${userAdmin}`).status).toBe(400);
    const made = engine.call('POST', `${root}/roleDefinitions`, custom);
    expect(made.json).toMatchObject({ isBuiltIn: false, templateId: made.json['id'] });
    expect(engine.call('POST', `${root}/roleDefinitions`, custom).status).toBe(400);
    expect(
      engine.call('POST', `${root}/roleDefinitions`, { ...custom, displayName: 'y', rolePermissions: [] })
        .status,
    ).toBe(400);
    assign({ roleDefinitionId: made.json['id'] });
    const one = `${root}/roleDefinitions/${String(made.json['id'])}`;
    expect(engine.call('DELETE', one).status).toBe(400);
    engine.call('DELETE', `${root}/roleAssignments/${String(assignments()[0]?.['id'])}`);
    expect(engine.call('DELETE', one).status).toBe(204);
    expect(engine.call('GET', `${root}/roleDefinitions?$filter=isBuiltIn eq false`).value).toEqual([]);
  });
});

describe('schedules', () => {
  test('an assignment for a time ends by the clock', () => {
    const made = request('Assignment');
    expect(made.json).toMatchObject({ status: 'Provisioned', action: 'adminAssign' });
    expect(members()).toHaveLength(1);
    engine.clock.advance(2 * hour - 1000);
    expect(members()).toHaveLength(1);
    engine.clock.advance(1000);
    expect([members(), assignments()]).toEqual([[], []]);
    expect(engine.call('GET', `${root}/roleAssignmentSchedules`).value).toEqual([]);
  });

  test('one for later begins by the clock, unless it is cancelled', () => {
    const later = { startDateTime: '2026-11-25T10:00:00Z', expiration: { type: 'noExpiration' } };
    const made = request('Assignment', { scheduleInfo: later });
    const other = request('Assignment', { scheduleInfo: later, roleDefinitionId: reader });
    expect([made.json['status'], members()]).toEqual(['Granted', []]);
    expect(
      engine.call('POST', `${root}/roleAssignmentScheduleRequests/${String(other.json['id'])}/cancel`).status,
    ).toBe(204);
    engine.clock.advance(25 * hour);
    expect(assignments()).toMatchObject([{ roleDefinitionId: userAdmin }]);
    expect(members()).toHaveLength(1);
  });

  test('who is eligible activates a role for himself, for at most eight hours, and gives it back', () => {
    expect(request('Eligibility', { scheduleInfo: { expiration: { type: 'noExpiration' } } }).status).toBe(
      201,
    );
    expect(request('Eligibility').error?.code).toBe('RoleAssignmentExists');
    const activate = { action: 'selfActivate' };
    expect(request('Assignment', activate, person(2)).status).toBe(403);
    expect(request('Assignment', { ...activate, principalId: userId(2) }, person(2)).error?.code).toBe(
      'RoleAssignmentDoesNotExist',
    );
    const long = { expiration: { type: 'afterDuration', duration: 'PT9H' } };
    expect(request('Assignment', { ...activate, scheduleInfo: long }, person(1)).error?.message).toContain(
      'ExpirationRule',
    );
    expect(request('Assignment', { ...activate, justification: '' }, person(1)).error?.message).toContain(
      'JustificationRule',
    );
    expect(request('Assignment', activate, person(1)).json['status']).toBe('Provisioned');
    const [schedule] = engine.call('GET', `${root}/roleAssignmentSchedules?$expand=activatedUsing`).value;
    expect(schedule).toMatchObject({
      assignmentType: 'Activated',
      activatedUsing: { principalId: userId(1) },
    });
    const deactivate = { action: 'selfDeactivate' };
    expect(request('Assignment', deactivate, person(1)).error?.code).toBe('ActiveDurationTooShort');
    engine.clock.advance(6 * 60_000);
    expect(request('Assignment', deactivate, person(1)).json['status']).toBe('Revoked');
    expect([members(), engine.call('GET', `${root}/roleEligibilitySchedules`).value.length]).toEqual([[], 1]);
  });

  test('an administrator removes what was assigned and what somebody is eligible for', () => {
    request('Assignment');
    request('Eligibility', { roleDefinitionId: reader });
    expect(request('Assignment', { action: 'adminRemove' }).json['status']).toBe('Revoked');
    expect(request('Assignment', { action: 'adminRemove' }).error?.code).toBe('RoleAssignmentDoesNotExist');
    expect(request('Eligibility', { action: 'adminRemove', roleDefinitionId: reader }).json['status']).toBe(
      'Revoked',
    );
    expect(engine.call('GET', `${root}/roleEligibilityScheduleInstances`).value).toEqual([]);
  });

  test('without Entra ID P2 there are none', () => {
    for (const sku of engine.state.all('subscribedSku'))
      engine.state.update('subscribedSku', sku.id, { prepaidUnits: { enabled: 0 } });
    expect(request('Assignment').error?.code).toBe('AadPremiumLicenseRequired');
  });
});

describe('administrative units', () => {
  const unit = (body: object = {}): string =>
    String(
      engine.call('POST', '/directory/administrativeUnits', { displayName: 'Lisbon', ...body }).json['id'],
    );
  const roleId = (): string =>
    String(engine.call('POST', '/directoryRoles', { roleTemplateId: userAdmin }).json['id']);

  test('have members that know of it, and scoped roles that are assignments', () => {
    const id = unit();
    const set = `/directory/administrativeUnits/${id}`;
    expect(engine.call('POST', `${set}/members/$ref`, reference(userId(3))).status).toBe(204);
    expect(engine.call('GET', `${set}/members`).value).toMatchObject([{ id: userId(3) }]);
    const scoped = engine.call('POST', `${set}/scopedRoleMembers`, {
      roleId: roleId(),
      roleMemberInfo: { id: userId(1) },
    });
    expect(scoped.json).toMatchObject({ administrativeUnitId: id, roleMemberInfo: { id: userId(1) } });
    expect(assignments()).toMatchObject([{ directoryScopeId: `/administrativeUnits/${id}` }]);
    expect(members()).toEqual([]);
    expect(engine.call('DELETE', `${set}/scopedRoleMembers/${String(scoped.json['id'])}`).status).toBe(204);
    expect(assignments()).toEqual([]);
    expect(assign({ directoryScopeId: `/administrativeUnits/${id}` }).status).toBe(201);
    expect(engine.call('GET', `${set}/scopedRoleMembers`).value).toHaveLength(1);
    expect(engine.call('DELETE', set).status).toBe(204);
    expect(assignments()).toEqual([]);
  });

  test('of restricted management keep others from their members', () => {
    const id = unit({ isMemberManagementRestricted: true });
    engine.call('POST', `/directory/administrativeUnits/${id}/members/$ref`, reference(userId(3)));
    const change = (principal?: Principal) =>
      engine.call(
        'PATCH',
        `/users/${userId(3)}`,
        { city: 'Rome' },
        principal === undefined ? {} : { principal },
      );
    expect(change().error?.message).toContain('restricted management administrative unit');
    expect(engine.call('DELETE', `/users/${userId(3)}`).status).toBe(403);
    expect(
      engine.call('PATCH', `/directory/administrativeUnits/${id}`, { isMemberManagementRestricted: false })
        .status,
    ).toBe(400);
    assign({ directoryScopeId: `/administrativeUnits/${id}` });
    expect(
      change({ kind: 'app', appId: 'a', objectId: userId(1), roles: ['User.ReadWrite.All'] }).status,
    ).toBe(204);
  });
});
