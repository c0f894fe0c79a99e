import { beforeAll, describe, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane, version } from '../testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

interface Flat {
  readonly authentication: { readonly loginEndpoint: string; readonly audiences: readonly string[] };
}
interface Nested extends Flat {
  readonly name: string;
  readonly resourceManager: string;
  readonly microsoftGraphResourceId: string;
  readonly suffixes: Readonly<Record<string, string>>;
}

const metadata = (apiVersion: string) =>
  plane.call('GET', `/metadata/endpoints?api-version=${apiVersion}`, { authorization: '' });

describe('the description of the cloud', () => {
  test.each(['1.0', '2015-01-01'])(
    'is flat in %s, as az cloud register and Add-AzEnvironment read it',
    async (of) => {
      const { status, json } = await metadata(of);
      expect([status, json()]).toEqual([
        200,
        {
          galleryEndpoint: `${plane.origin}/`,
          graphEndpoint: `${plane.tenant.origin}/`,
          portalEndpoint: `${plane.origin}/`,
          authentication: {
            loginEndpoint: `${plane.tenant.origin}/`,
            audiences: ['https://management.azure.com/', 'https://management.core.windows.net/'],
          },
        },
      ]);
    },
  );

  test('is a list in 2019-05-01 and the same as one object in 2022-09-01', async () => {
    const [list, one] = [
      (await metadata('2019-05-01')).json<Nested[]>(),
      (await metadata('2022-09-01')).json<Nested>(),
    ];
    expect(list).toEqual([one]);
    expect(one).toMatchObject({
      name: 'Tenantry',
      resourceManager: `${plane.origin}/`,
      microsoftGraphResourceId: 'https://graph.microsoft.com/',
      authentication: { loginEndpoint: `${plane.tenant.origin}/`, tenant: 'common', identityProvider: 'AAD' },
    });
    // What Tenantry is not must never lead to Azure.
    expect(Object.values(one.suffixes).filter((name) => !name.endsWith('.invalid'))).toEqual([]);
  });

  test.each([
    ['', 'MissingApiVersionParameter'],
    ['?api-version=2030-01-01', 'InvalidApiVersionParameter'],
  ])('wants a version that it knows: %j', async (query, code) => {
    const { status, json } = await plane.call('GET', `/metadata/endpoints${query}`, { authorization: '' });
    expect([status, json<{ code: string }>().code]).toEqual([400, code]);
  });

  test('leads a client that knows nothing else to a token, its tenant and its subscription', async () => {
    const { authentication } = (await metadata('2022-09-01')).json<Nested>();
    expect(new URL(authentication.loginEndpoint).origin).toBe(plane.tenant.origin);
    for (const audience of authentication.audiences) {
      // As az and azurerm put it together: the audience's own slash, then the one of the scope.
      const authorization = `Bearer ${await plane.token('owner', audience)}`;
      const tenants = await plane.call('GET', '/tenants?api-version=2022-12-01', { authorization });
      expect(tenants.json()).toEqual({
        value: [expect.objectContaining({ tenantId: plane.tenant.tenantId })],
      });
      const subscriptions = await plane.call('GET', '/subscriptions?api-version=2016-06-01', {
        authorization,
      });
      expect(subscriptions.json()).toMatchObject({
        value: [{ subscriptionId: plane.subscriptionId, tenantId: plane.tenant.tenantId, state: 'Enabled' }],
      });
    }
  });
});

describe('resource groups', () => {
  const at = (name: string, query = version) =>
    `/subscriptions/${plane.subscriptionId}/resourcegroups/${name}?${query}`;
  const names = async () =>
    (await plane.call('GET', `/subscriptions/${plane.subscriptionId}/resourcegroups?${version}`))
      .json<{ value: { name: string }[] }>()
      .value.map(({ name }) => name);

  test('are made, found in any case, tagged and deleted while they are empty', async () => {
    expect((await plane.call('HEAD', at('Finance'))).status).toBe(404);
    const made = await plane.call('PUT', at('Finance'), {
      json: { location: 'local', tags: { cost: '12' } },
    });
    expect([made.status, made.json()]).toEqual([
      201,
      {
        id: `/subscriptions/${plane.subscriptionId}/resourceGroups/Finance`,
        name: 'Finance',
        type: 'Microsoft.Resources/resourceGroups',
        location: 'local',
        tags: { cost: '12' },
        properties: { provisioningState: 'Succeeded' },
      },
    ]);
    expect((await plane.call('HEAD', at('FINANCE'))).status).toBe(204);
    expect(
      (await plane.call('PATCH', at('finance'), { json: { tags: { cost: '13' } } })).json(),
    ).toMatchObject({
      name: 'Finance',
      tags: { cost: '13' },
    });
    expect((await plane.call('PUT', at('finance'), { json: { location: 'local' } })).status).toBe(200);
    expect(await names()).toContain('Finance');
    expect((await plane.call('DELETE', at('finance'))).status).toBe(200);
    expect((await plane.call('DELETE', at('finance'))).status).toBe(204);
    expect(await names()).not.toContain('Finance');
  });

  test('come with the first account that names them, and go only without one', async () => {
    const account = `/subscriptions/${plane.subscriptionId}/resourceGroups/Ops/providers/Microsoft.Automation/automationAccounts/nightly?${version}`;
    expect((await plane.call('PUT', account, { json: { location: 'local' } })).status).toBe(201);
    expect(await names()).toContain('Ops');
    const refused = await plane.call('DELETE', at('ops'));
    expect([refused.status, refused.json<{ message: string }>().message]).toEqual([
      409,
      expect.stringContaining("'nightly'"),
    ]);
    expect((await plane.call('DELETE', account)).status).toBe(200);
    expect((await plane.call('DELETE', at('ops'))).status).toBe(200);
  });

  test.each([
    ['a name with a dot at its end', 'ends.', { location: 'local' }, 400, 'InvalidResourceGroup'],
    ['a location that changes', 'tenantry', { location: 'elsewhere' }, 409, 'InvalidResourceGroupLocation'],
  ])('refuse %s', async (_what, name, json, status, code) => {
    const answer = await plane.call('PUT', at(name), { json });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });
});

describe('providers', () => {
  const at = (rest: string) =>
    `/subscriptions/${plane.subscriptionId}/providers${rest}?api-version=2021-04-01`;

  test('are registered already, with the types that are served', async () => {
    const registered = await plane.call('POST', at('/microsoft.automation/register'));
    expect(registered.status).toBe(200);
    const provider = (await plane.call('GET', at('/Microsoft.Automation'))).json<{
      registrationState: string;
      resourceTypes: { resourceType: string; apiVersions: string[] }[];
    }>();
    expect(registered.json()).toEqual(provider);
    expect(provider.registrationState).toBe('Registered');
    const types = provider.resourceTypes.map(({ resourceType }) => resourceType);
    expect(types).toEqual(expect.arrayContaining(['automationAccounts', 'automationAccounts/runbooks']));
    // Actions on a resource are no types of their own.
    expect(types).not.toContain('automationAccounts/jobs/stop');
    const versionsOf = (type: string) =>
      provider.resourceTypes.find(({ resourceType }) => resourceType === `automationAccounts/${type}`)
        ?.apiVersions ?? [];
    for (const type of ['runbooks', 'powerShell72Modules', 'runtimeEnvironments'])
      expect(versionsOf(type), type).toContain('2023-11-01');
    expect(versionsOf('powerShell72Modules')).not.toContain('2024-10-23');
    expect(versionsOf('runtimeEnvironments')).not.toContain('2022-08-08');
  });

  test('of another name are refused with the names that are served', async () => {
    const { status, json } = await plane.call('GET', at('/Microsoft.Compute'));
    expect([status, json<{ code: string; message: string }>()]).toEqual([
      404,
      expect.objectContaining({
        code: 'InvalidResourceNamespace',
        message: expect.stringContaining('Microsoft.Automation'),
      }),
    ]);
  });

  test('tell their operations, which are the actions that roles are made of', async () => {
    const { value } = (
      await plane.call('GET', '/providers/Microsoft.Automation/operations?api-version=2015-10-31')
    ).json<{ value: { name: string }[] }>();
    const served = new Set(plane.routes.map(({ action }) => action));
    expect(value.length).toBeGreaterThan(20);
    expect(value.filter(({ name }) => !served.has(name))).toEqual([]);
    expect(value.map(({ name }) => name)).toContain('Microsoft.Automation/automationAccounts/jobs/write');
  });
});
