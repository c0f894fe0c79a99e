import { beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, type Who, testControlPlane, version } from './testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

/** A route's path with names that exist nowhere. */
function filled(path: string): string {
  const known: Readonly<Record<string, string>> = {
    subscription: plane.subscriptionId,
    group: 'tenantry',
    account: 'main',
  };
  return path.replaceAll(/:(\w+)/g, (_whole, name: string) => known[name] ?? 'nothing-of-that-name');
}

/** What a role may do, said again on its own: a mistake in the role table must not hide here. */
function mayDo(who: Who, action: string): boolean {
  if (who === 'stranger') return false;
  if (who === 'reader') return action.endsWith('/read');
  if (who === 'contributor') return !/^Microsoft\.Authorization\/.*\/(?:write|delete)$/.test(action);
  return true;
}

test('there is no route without an action, and none twice', () => {
  expect(plane.routes.length).toBeGreaterThan(35);
  for (const { action } of plane.routes)
    expect(action).toMatch(/^(?:Microsoft|Tenantry)\.\w+\/[\w/]+\/(read|write|delete|action)$/);
  const addresses = plane.routes.map(({ method, path }) =>
    `${method} ${path.replaceAll(/:\w+/g, ':')}`.toLowerCase(),
  );
  expect(addresses).toEqual([...new Set(addresses)]);
});

test('what changes something asks for more than reading', () => {
  const reads = new Set(['GET', 'HEAD']);
  const reading = plane.routes.filter(({ method }) => reads.has(method));
  const changing = plane.routes.filter(({ method }) => !reads.has(method));
  expect(reading.filter(({ action }) => !action.endsWith('/read'))).toEqual([]);
  expect(changing.filter(({ action }) => action.endsWith('/read'))).toEqual([]);
});

test('every route × every caller: without a token, with a wrong one, without a role, nothing happens', async () => {
  const wrongAudience = `Bearer ${await plane.token('owner', 'https://graph.microsoft.com')}`;
  const good = await plane.token('owner');
  const forged = `Bearer ${good.slice(0, -8)}AAAAAAAA`;
  for (const route of plane.routes) {
    const path = `${filled(route.path)}?${version}`;
    const name = `${route.method} ${route.path}`;
    for (const [authorization, code] of [
      ['', 'AuthenticationFailed'],
      ['Basic b3duZXI6b3duZXI=', 'AuthenticationFailed'],
      [wrongAudience, 'InvalidAuthenticationTokenAudience'],
      [forged, 'InvalidAuthenticationToken'],
      ['Bearer no.jwt.atall', 'InvalidAuthenticationToken'],
    ] as const) {
      const { status, headers, json } = await plane.call(route.method, path, { authorization });
      expect(status, name).toBe(401);
      // An answer to HEAD has no body.
      if (route.method !== 'HEAD') expect(json<{ code: string }>().code, name).toBe(code);
      expect(headers['www-authenticate'], name).toMatch(/^Bearer /);
    }
    for (const who of ['stranger', 'reader'] as const) {
      if (mayDo(who, route.action)) continue;
      const { status, json } = await plane.call(route.method, path, { as: who });
      expect(status, `${name} as ${who}`).toBe(403);
      if (route.method !== 'HEAD')
        expect(json<{ code: string }>().code, `${name} as ${who}`).toBe('AuthorizationFailed');
    }
  }
  const [{ count }] = (await plane.db.query<{ count: number }>({
    text: "select count(*)::int as count from audit_entry where actor <> 'test'",
    values: [],
  })) as [{ count: number }];
  expect(count, 'nobody who was refused left a trace of having done something').toBe(0);
});

test('every route lets through whoever has the role', async () => {
  for (const route of plane.routes) {
    // These two would take the account away from the tests behind them.
    if (route.method === 'DELETE' && route.path.endsWith(':account')) continue;
    for (const who of ['owner', 'contributor', 'reader'] as const) {
      if (!mayDo(who, route.action)) continue;
      const { status } = await plane.call(route.method, `${filled(route.path)}?${version}`, { as: who });
      expect([401, 403, 500], `${route.method} ${route.path} as ${who}: ${status}`).not.toContain(status);
    }
  }
});

test('a role counts for its scope and everything below, and nowhere else', async () => {
  const { automation, subscriptionId, call } = plane;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/finance`;
  const stranger = JSON.parse(
    Buffer.from((await plane.token('stranger')).split('.')[1]!, 'base64url').toString(),
  ) as { oid: string };
  await automation.access.grant(stranger.oid, 'Contributor', group);

  const account = (of: string, name: string) =>
    `/subscriptions/${subscriptionId}/resourceGroups/${of}/providers/Microsoft.Automation/automationAccounts/${name}?${version}`;
  const put = async (path: string) =>
    (await call('PUT', path, { as: 'stranger', json: { location: 'local' } })).status;
  expect(await put(account('finance', 'books'))).toBe(201);
  expect(await put(account('FINANCE', 'Books'))).toBe(200);
  for (const path of [
    account('tenantry', 'main'),
    account('finance2', 'books'),
    account('finance%2f..%2ftenantry', 'main'),
    account('finance/../tenantry', 'main'),
    account('tenantry', '..%2f..%2f..%2f..%2ffinance'),
  ]) {
    expect([400, 403, 404], path).toContain(await put(path));
  }
  const { value } = (
    await call(
      'GET',
      `/subscriptions/${subscriptionId}/providers/Microsoft.Automation/automationAccounts?${version}`,
    )
  ).json<{ value: { name: string }[] }>();
  expect(value.map(({ name }) => name)).toEqual(['books', 'main']);
});
