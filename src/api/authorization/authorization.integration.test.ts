import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql } from '#store';

import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
let subscription: string;
/** Object id of the caller that has no role until a test gives it one. */
let stranger: string;

beforeAll(async () => {
  plane = await testControlPlane();
  subscription = `/subscriptions/${plane.subscriptionId}`;
  const [, claims = ''] = (await plane.token('stranger')).split('.');
  stranger = (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { oid: string }).oid;
  for (const name of ['allowed', 'other'])
    await plane.call('PUT', `${plane.account}/runbooks/${name}?${version}`, {
      json: { properties: { runbookType: 'TypeScript' } },
    });
});

beforeEach(() => plane.db.query(sql`delete from role_assignment where principal_id = ${stranger}`));

/** As learn.microsoft.com lists them, said again: a mistake in the table of roles must not hide here. */
const ids = {
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  'Automation Contributor': 'f353d9bd-d4a6-484e-a77a-8050b599b867',
  'Automation Operator': 'd3881f73-407a-4167-8283-e981cbba0404',
  'Automation Job Operator': '4fe576fe-1146-4730-92eb-48519fa6bf9f',
  'Automation Runbook Operator': '5fb5aef8-1081-4b8e-bb16-9d5d0385bab5',
  'Managed Identity Contributor': 'e40ec5ca-96e0-45a2-b4ff-59039f2c2b59',
  'Managed Identity Operator': 'f1a07417-d97a-45cb-824c-7a7467783830',
} as const;
type Name = keyof typeof ids;
const names = Object.keys(ids) as Name[];

const service = /^Microsoft\.Automation\/automationAccounts\//;
const aboutAccess = /^Microsoft\.Authorization\//;
const surroundings = (action: string): boolean =>
  (aboutAccess.test(action) && action.endsWith('/read')) ||
  action === 'Microsoft.Resources/subscriptions/resourceGroups/read';
const aboutJobs =
  /automationAccounts\/(?:jobs\/(?:read|write|(?:stop|suspend|resume)\/action|(?:streams|output)\/read)|hybridRunbookWorkerGroups\/read)$/;

const mayDo: Readonly<Record<Name, (action: string) => boolean>> = {
  Owner: () => true,
  Contributor: (action) => !(aboutAccess.test(action) && /\/(?:write|delete)$/.test(action)),
  Reader: (action) => action.endsWith('/read'),
  'User Access Administrator': (action) => action.endsWith('/read') || aboutAccess.test(action),
  'Automation Contributor': (action) => surroundings(action) || service.test(action),
  'Automation Operator': (action) =>
    surroundings(action) ||
    aboutJobs.test(action) ||
    /automationAccounts\/(?:read|runbooks\/read|(?:schedules|jobSchedules)\/(?:read|write)|linkedWorkspace\/read)$/.test(
      action,
    ),
  'Automation Job Operator': (action) => surroundings(action) || aboutJobs.test(action),
  'Automation Runbook Operator': (action) => surroundings(action) || action.endsWith('/runbooks/read'),
  'Managed Identity Contributor': (action) =>
    surroundings(action) || action.startsWith('Microsoft.ManagedIdentity/userAssignedIdentities/'),
  'Managed Identity Operator': (action) =>
    surroundings(action) || action === 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
};

const assignment = (scope: string, name: string): string =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`;

function give(role: string, scope: string, name = newId(), principalId = stranger) {
  const roleDefinitionId = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  return plane.call('PUT', assignment(scope, name), {
    json: { properties: { roleDefinitionId, principalId } },
  });
}

describe.each(names)('%s', (role) => {
  test('at an account opens exactly its routes, and none of another account or above', async () => {
    const name = newId();
    expect((await give(ids[role], plane.account, name)).status).toBe(201);
    let opened = 0;
    for (const route of plane.routes) {
      for (const account of ['main', 'another']) {
        const inAccount = route.path.includes('/automationaccounts/:account');
        const allowed =
          route.anywhere === 'any role' ||
          (mayDo[role](route.action) && (route.anywhere === true || (inAccount && account === 'main')));
        // That would take the account away from the tests behind this one.
        if (allowed && route.method === 'DELETE' && route.path.endsWith(':account')) continue;
        const known: Readonly<Record<string, string>> = {
          subscription: plane.subscriptionId,
          group: 'tenantry',
          account,
        };
        const path = route.path.replaceAll(/:(\w+)/g, (_whole, part: string) => known[part] ?? 'nothing');
        const { status } = await plane.call(route.method, `${path}?${version}`, { as: 'stranger' });
        const what = `${route.method} ${path}: ${route.action}`;
        if (allowed) expect([401, 403, 500], what).not.toContain(status);
        else expect(status, what).toBe(403);
        if (allowed) opened += 1;
      }
    }
    expect(opened).toBeGreaterThan(0);
    await plane.call('DELETE', assignment(plane.account, name));
    expect((await plane.call('GET', `${plane.account}?${version}`, { as: 'stranger' })).status).toBe(403);
  });
});

describe('an assignment', () => {
  test('is made once, told as Azure tells it, found by filters, and taken away', async () => {
    const name = newId();
    const made = await give(ids.Reader, plane.account, name);
    expect([made.status, made.json()]).toEqual([
      201,
      {
        id: `${plane.account}/providers/Microsoft.Authorization/roleAssignments/${name}`,
        name,
        type: 'Microsoft.Authorization/roleAssignments',
        properties: {
          roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${ids.Reader}`,
          principalId: stranger,
          principalType: 'ServicePrincipal',
          scope: plane.account,
          createdOn: expect.any(String),
          updatedOn: expect.any(String),
          createdBy: expect.any(String),
          updatedBy: expect.any(String),
        },
      },
    ]);
    expect((await give(ids.Reader, plane.account, name)).status).toBe(200);
    const list = async (scope: string, filter: string) =>
      (
        await plane.call(
          'GET',
          `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${encodeURIComponent(filter)}`,
        )
      )
        .json<{ value: { name: string }[] }>()
        .value.map((each) => each.name);
    expect(await list(subscription, `principalId eq '${stranger}'`)).toEqual([name]);
    expect(await list(subscription, `atScope() and assignedTo('${stranger}')`)).toEqual([]);
    expect(
      await list(`${plane.account}/runbooks/allowed`, `atScope() and assignedTo('${stranger}')`),
    ).toEqual([name]);
    expect((await plane.call('GET', assignment(subscription, name))).status).toBe(404);
    expect((await plane.call('DELETE', assignment(plane.account, name))).status).toBe(200);
    expect((await plane.call('DELETE', assignment(plane.account, name))).status).toBe(204);
  });

  test('stands in the audit, with who gave what to whom', async () => {
    const name = newId();
    await give(ids.Contributor, plane.account, name);
    await plane.call('DELETE', assignment(plane.account, name));
    const entries = await plane.db.query(
      sql`select action, details from audit_entry where resource like ${`%${name}`} order by id`,
    );
    const details = { role: 'Contributor', principalId: stranger };
    expect(entries).toEqual([
      { action: 'Microsoft.Authorization/roleAssignments/write', details },
      { action: 'Microsoft.Authorization/roleAssignments/delete', details },
    ]);
  });

  test('cannot be changed, and there is one for a principal, a role and a place', async () => {
    const name = newId();
    await give(ids.Reader, plane.account, name);
    for (const [answer, status, code] of [
      [await give(ids.Owner, plane.account, name), 400, 'RoleAssignmentUpdateNotPermitted'],
      [await give(ids.Reader, subscription, name), 400, 'RoleAssignmentUpdateNotPermitted'],
      [await give(ids.Reader, plane.account), 409, 'RoleAssignmentExists'],
      [await give(newId(), plane.account), 404, 'RoleDefinitionDoesNotExist'],
      [await give(ids.Reader, plane.account, 'no-guid'), 400, 'InvalidRoleAssignmentId'],
      [await give(ids.Reader, plane.account, newId(), 'nobody'), 400, 'InvalidRoleAssignmentId'],
    ] as const)
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  test('at a runbook opens that runbook and no other', async () => {
    await give(ids['Automation Runbook Operator'], `${plane.account}/runbooks/allowed`);
    const get = async (name: string) =>
      (await plane.call('GET', `${plane.account}/runbooks/${name}?${version}`, { as: 'stranger' })).status;
    expect([await get('allowed'), await get('ALLOWED'), await get('other')]).toEqual([200, 200, 403]);
  });

  test('at an account shows that account in lists, and its group only with a role there', async () => {
    const other = plane.account.replace(/main$/, 'unseen');
    await plane.call('PUT', `${other}?${version}`, { json: { location: 'local' } });
    await give(ids.Reader, plane.account);
    const list = async (path: string) =>
      (await plane.call('GET', `${path}?${version}`, { as: 'stranger' }))
        .json<{ value: { name: string }[] }>()
        .value.map((each) => each.name);
    expect(await list(`${subscription}/providers/Microsoft.Automation/automationAccounts`)).toEqual(['main']);
    expect(await list(`${subscription}/resourcegroups`)).toEqual([]);
    await plane.call('DELETE', `${other}?${version}`);
  });

  test('is not one’s own to give: an operator cannot make itself an owner', async () => {
    for (const role of ['Automation Contributor', 'Contributor', 'Automation Operator'] as const) {
      await give(ids[role], plane.account);
      const grab = await plane.call('PUT', assignment(plane.account, newId()), {
        as: 'stranger',
        json: { properties: { roleDefinitionId: ids.Owner, principalId: stranger } },
      });
      expect([role, grab.status]).toEqual([role, 403]);
    }
  });
});

test('the roles are found by name and by id, with the actions that they open', async () => {
  const at = (rest: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions${rest}`;
  const all = (await plane.call('GET', at('?api-version=2022-04-01'))).json<{
    value: { name: string; properties: { roleName: string } }[];
  }>();
  expect(Object.fromEntries(all.value.map((each) => [each.properties.roleName, each.name]))).toEqual(ids);
  const filter = encodeURIComponent("roleName eq 'Automation Job Operator'");
  const [found] = (await plane.call('GET', at(`?api-version=2022-04-01&$filter=${filter}`))).json<{
    value: unknown[];
  }>().value;
  const byId = await plane.call('GET', at(`/${ids['Automation Job Operator']}?api-version=2022-04-01`));
  expect(byId.json()).toEqual(found);
  expect(byId.json()).toMatchObject({
    properties: {
      permissions: [
        { actions: expect.arrayContaining(['Microsoft.Automation/automationAccounts/jobs/write']) },
      ],
    },
  });
});
