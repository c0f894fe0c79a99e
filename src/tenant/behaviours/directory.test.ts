import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../odata/testing/engine.ts';
import { seedDirectory } from '../seed/directory.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  const options = {
    seed: 'x',
    now: engine.clock.now(),
    created: '2026-01-01T00:00:00Z',
    administrators: [userId(0)],
  };
  engine.state.unlogged(() => seedDirectory(engine.state, options));
});
afterAll(() => engine.close());

describe('devices', () => {
  const device = (change: object = {}) => ({
    accountEnabled: true,
    alternativeSecurityIds: [{ type: 2, key: 'a2V5' }],
    deviceId: '30000000-0000-4000-8000-000000000001',
    displayName: 'Slate',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0',
    ...change,
  });

  // Applications make no devices: the permission map has none for them.
  const scopes = ['Directory.AccessAsUser.All'];
  const principal = {
    kind: 'user',
    appId: 'a',
    objectId: userId(0),
    userId: userId(0),
    roles: [],
    scopes,
  } as const;

  test('are made, found by their deviceId, owned, changed and deleted', () => {
    const made = engine.call('POST', '/devices', device(), { principal });
    expect(made.status, JSON.stringify(made.json)).toBe(201);
    const one = `/devices(deviceId='30000000-0000-4000-8000-000000000001')`;
    expect(engine.call('GET', one).json['id']).toBe(made.json['id']);
    const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${userId(1)}` };
    expect(engine.call('POST', `${one}/registeredOwners/$ref`, owner, { principal }).status).toBe(204);
    expect(engine.call('GET', `${one}/registeredOwners`).value).toMatchObject([{ id: userId(1) }]);
    expect(
      engine.call('PATCH', one, {
        accountEnabled: false,
        approximateLastSignInDateTime: '2026-01-01T00:00:00Z',
      }).status,
    ).toBe(204);
    const stale = 'approximateLastSignInDateTime le 2026-06-01T00:00:00Z';
    expect(engine.call('GET', `/devices?$filter=${stale}`).value).toHaveLength(1);
    expect(engine.call('DELETE', one).status).toBe(204);
  });

  test.each([
    [{ deviceId: 'x' }],
    [{ alternativeSecurityIds: [] }],
    [{ displayName: undefined }],
    [{ operatingSystem: undefined }],
    [{ registrationDateTime: '2026-01-01T00:00:00Z' }],
  ])('%o is refused', (change) => {
    expect(engine.call('POST', '/devices', device(change), { principal }).status).toBe(400);
  });
});

describe('domains', () => {
  test('are added, proved by a record, made the default, and go when nobody bears their name', () => {
    expect(engine.call('POST', '/domains', { id: 'Fabrikam.example' }).json).toMatchObject({
      id: 'fabrikam.example',
      isVerified: false,
      isRoot: true,
    });
    expect(engine.call('POST', '/domains', { id: 'fabrikam.example' }).status).toBe(400);
    for (const id of ['no dots', 'x.onmicrosoft.com'])
      expect(engine.call('POST', '/domains', { id }).status).toBe(400);
    const one = '/domains/fabrikam.example';
    const [record] = engine.call('GET', `${one}/verificationDnsRecords`).value;
    expect(record).toMatchObject({
      '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
      text: expect.stringMatching(/^MS=ms\d+$/),
    });
    expect(engine.call('PATCH', one, { isDefault: true }).status).toBe(400);
    expect(engine.call('POST', `${one}/verify`).json['isVerified']).toBe(true);
    expect(engine.call('POST', `${one}/verify`).status).toBe(400);
    expect(
      engine.call('PATCH', `/users/${userId(2)}`, { userPrincipalName: 'p2@fabrikam.example' }).status,
    ).toBe(204);
    expect(engine.call('GET', `${one}/domainNameReferences`).value).toMatchObject([{ id: userId(2) }]);
    expect(engine.call('DELETE', one).status).toBe(400);
    expect(engine.call('PATCH', one, { isDefault: true }).status).toBe(204);
    expect(engine.call('GET', '/domains/contoso.com').json['isDefault']).toBe(false);
    expect(engine.call('DELETE', one).error?.message).toContain('initial or the default');
    engine.call('PATCH', '/domains/contoso.com', { isDefault: true });
    expect(engine.call('POST', `${one}/forceDelete`, { disableUserAccounts: true }).status).toBe(204);
    expect(engine.call('GET', one).status).toBe(404);
  });
});

describe('what every tenant has', () => {
  test.each([
    ['/policies/authenticationMethodsPolicy?$expand=authenticationMethodConfigurations', 200],
    ['/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms', 200],
    ['/policies/adminConsentRequestPolicy', 200],
    ['/policies/permissionGrantPolicies', 200],
    ['/admin/reportSettings', 200],
    ['/admin/serviceAnnouncement/healthOverviews?$expand=issues', 200],
    ['/admin/serviceAnnouncement/issues?$filter=isResolved eq false', 200],
    ['/admin/serviceAnnouncement/messages?$filter=isMajorChange eq true', 200],
    ['/directory/subscriptions', 200],
    ['/applicationTemplates', 200],
    ['/auditLogs/signIns', 200],
    ['/identityProtection/riskyUsers', 200],
    ['/contacts', 200],
    ['/contracts', 200],
    ['/organization/org/branding', 501],
    ['/auditLogs/provisioning', 501],
    ['/security/secureScores', 501],
  ])('%s: %i', (url, status) => {
    expect(engine.call('GET', url).status).toBe(status);
  });

  test('orders stand behind products', () => {
    const [sku] = engine.call('GET', '/subscribedSkus').value;
    const [id] = (sku?.['subscriptionIds'] ?? []) as string[];
    expect(engine.call('GET', `/directory/subscriptions/${id}`).json['skuPartNumber']).toBe(
      sku?.['skuPartNumber'],
    );
  });

  test('people mark messages as read; applications have no view of their own', () => {
    const body = { messageIds: ['MC910001'] };
    expect(engine.call('POST', '/admin/serviceAnnouncement/messages/markRead', body).status).toBe(403);
    const scopes = ['ServiceMessageViewpoint.Write'];
    const principal = {
      kind: 'user',
      appId: 'a',
      objectId: userId(0),
      userId: userId(0),
      roles: [],
      scopes,
    } as const;
    expect(
      engine.call('POST', '/admin/serviceAnnouncement/messages/markRead', body, { principal }).json['value'],
    ).toBe(true);
    expect(
      engine.call('GET', '/admin/serviceAnnouncement/messages/MC910001').json['viewPoint'],
    ).toMatchObject({ isRead: true });
  });

  test('an administrator judges who is at risk', () => {
    expect(
      engine.call('POST', '/identityProtection/riskyUsers/confirmCompromised', { userIds: [userId(5)] })
        .status,
    ).toBe(204);
    expect(
      engine.call('GET', `/identityProtection/riskyUsers?$filter=riskLevel eq 'high'`).value,
    ).toMatchObject([{ id: userId(5) }]);
  });
});
