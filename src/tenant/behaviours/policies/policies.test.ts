import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { AccessRequest } from '../../entra/access-policy.ts';
import { type Engine, groupId, testEngine, userId } from '../../odata/testing/engine.ts';
import { seedPolicies } from '../../seed/policies.ts';
import { decideAccess } from './decide-access.ts';

let engine: Engine;
beforeAll(() => {
  engine = testEngine();
  engine.state.unlogged(() =>
    seedPolicies((entity, row) => engine.state.insert(entity, row), '2026-01-01T00:00:00Z'),
  );
});
afterAll(() => engine.close());
beforeEach(() => {
  for (const entity of ['conditionalAccessPolicy', 'namedLocation'] as const)
    for (const { id } of engine.state.all(entity)) engine.state.remove(entity, id);
});

const policies = '/identity/conditionalAccess/policies';
const locations = '/identity/conditionalAccess/namedLocations';
const everybody = {
  users: { includeUsers: ['All'] },
  applications: { includeApplications: ['All'] },
  clientAppTypes: ['all'],
};
const policy = (change: object = {}, conditions: object = {}) => ({
  displayName: 'Second factor',
  state: 'enabled',
  conditions: { ...everybody, ...conditions },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  ...change,
});
const signIn: AccessRequest = {
  at: 0,
  kind: 'user',
  userId: userId(0),
  servicePrincipalId: 'client-sp',
  clientAppId: 'client',
  resourceAppId: 'resource',
  clientAppType: 'browser',
  ipAddress: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0)',
  mfa: false,
  authenticationFlow: 'none',
};

describe('what a policy must be', () => {
  test('a good one is completed, changed and deleted', () => {
    const made = engine.call('POST', policies, policy());
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ conditions: { users: { excludeGroups: [] } }, modifiedDateTime: null });
    const one = `${policies}/${String(made.json['id'])}`;
    expect(engine.call('PATCH', one, { state: 'disabled' }).status).toBe(204);
    expect(engine.call('PATCH', one, { conditions: { users: { excludeUsers: [userId(1)] } } }).status).toBe(
      204,
    );
    expect(engine.call('GET', one).json).toMatchObject({
      state: 'disabled',
      conditions: { users: { includeUsers: ['All'], excludeUsers: [userId(1)] } },
    });
    expect(engine.call('DELETE', one).status).toBe(204);
  });

  test.each([
    [policy({ state: 'on' }), '1007'],
    [policy({}, { clientAppTypes: [] }), '1064'],
    [policy({}, { clientAppTypes: ['telnet'] }), '1007'],
    [policy({}, { users: {} }), '1007'],
    [policy({}, { applications: {} }), '1007'],
    [policy({ grantControls: null }), '1007'],
    [policy({ grantControls: { operator: 'OR', builtInControls: ['block', 'mfa'] } }), '1007'],
    [policy({ displayName: undefined }), 'displayName'],
  ])('%o is refused', (body, words) => {
    const answer = engine.call('POST', policies, body);
    expect([answer.status, answer.error?.message]).toEqual([400, expect.stringContaining(words)]);
  });

  test('security defaults and enabled policies exclude each other', () => {
    const defaults = '/policies/identitySecurityDefaultsEnforcementPolicy';
    expect(engine.call('PATCH', defaults, { isEnabled: true }).status).toBe(204);
    expect(engine.call('POST', policies, policy()).error?.message).toContain('Security Defaults');
    engine.call('PATCH', defaults, { isEnabled: false });
    expect(engine.call('POST', policies, policy()).status).toBe(201);
    expect(engine.call('PATCH', defaults, { isEnabled: true }).status).toBe(400);
  });

  test('named locations are of addresses or of countries; trusted or used ones stay', () => {
    const ip = {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ cidrAddress: '203.0.113.0/24' }],
    };
    const made = engine.call('POST', locations, ip);
    expect(made.json).toMatchObject({ '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: true });
    const one = `${locations}/${String(made.json['id'])}`;
    expect(engine.call('DELETE', one).error?.message).toContain('isTrusted');
    expect(engine.call('PATCH', one, { isTrusted: false }).status).toBe(204);
    engine.call('POST', policies, policy({}, { locations: { includeLocations: [made.json['id']] } }));
    expect(engine.call('DELETE', one).status).toBe(400);
    for (const bad of [
      { ...ip, ipRanges: [] },
      { ...ip, ipRanges: [{ cidrAddress: '10.0.0.0/4' }] },
      { ...ip, '@odata.type': undefined },
      {
        ...ip,
        '@odata.type': '#microsoft.graph.countryNamedLocation',
        ipRanges: undefined,
        isTrusted: undefined,
        countriesAndRegions: ['Portugal'],
      },
    ])
      expect(engine.call('POST', locations, bad).status).toBe(400);
  });

  test('the authorization policy is one, and is changed in part', () => {
    const path = '/policies/authorizationPolicy';
    expect(engine.call('PATCH', path, { allowInvitesFrom: 'nobody' }).status).toBe(400);
    expect(
      engine.call('PATCH', path, { defaultUserRolePermissions: { allowedToCreateApps: false } }).status,
    ).toBe(204);
    expect(engine.call('GET', path).json['defaultUserRolePermissions']).toMatchObject({
      allowedToCreateApps: false,
      allowedToReadOtherUsers: true,
    });
  });
});

describe('which policies a sign-in meets', () => {
  const decide = (bodies: readonly object[], change: Partial<AccessRequest> = {}) => {
    for (const body of bodies) expect(engine.call('POST', policies, body).status).toBe(201);
    return decideAccess(engine.state, { ...signIn, ...change });
  };
  const include = (users: object) => ({ users });
  const block = { grantControls: { operator: 'OR', builtInControls: ['block'] } };

  test.each<[string, object[], Partial<AccessRequest>, string, string]>([
    ['nobody asks for more', [], {}, 'allow', ''],
    ['a second factor is asked for', [policy()], {}, 'mfa', 'failure'],
    ['and was given', [policy()], { mfa: true }, 'allow', 'success'],
    [
      'or a device',
      [policy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } })],
      {},
      'mfa',
      'failure',
    ],
    [
      'and a device',
      [policy({ grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } })],
      { mfa: true },
      'device',
      'failure',
    ],
    ['blocked', [policy(block)], { mfa: true }, 'block', 'failure'],
    [
      'only watched',
      [policy({ ...block, state: 'enabledForReportingButNotEnforced' })],
      {},
      'allow',
      'reportOnlyFailure',
    ],
    ['switched off', [policy({ ...block, state: 'disabled' })], {}, 'allow', 'notEnabled'],
    ['somebody else', [policy(block, include({ includeUsers: [userId(1)] }))], {}, 'allow', 'notApplied'],
    ['a group of groups', [policy(block, include({ includeGroups: [groupId(0)] }))], {}, 'block', 'failure'],
    [
      'everybody but one',
      [policy(block, include({ includeUsers: ['All'], excludeUsers: [userId(0)] }))],
      {},
      'allow',
      'notApplied',
    ],
    [
      'another application',
      [policy(block, { applications: { includeApplications: ['other'] } })],
      {},
      'allow',
      'notApplied',
    ],
    [
      'old clients',
      [policy(block, { clientAppTypes: ['exchangeActiveSync', 'other'] })],
      {},
      'allow',
      'notApplied',
    ],
    [
      'another platform',
      [policy(block, { platforms: { includePlatforms: ['iOS'] } })],
      {},
      'allow',
      'notApplied',
    ],
    [
      'device codes',
      [policy(block, { authenticationFlows: { transferMethods: 'deviceCodeFlow' } })],
      { authenticationFlow: 'deviceCodeFlow' },
      'block',
      'failure',
    ],
    ['risky ones', [policy(block, { signInRiskLevels: ['high'] })], {}, 'allow', 'notApplied'],
    ['the worst counts', [policy(), policy({ displayName: 'x', ...block })], {}, 'block', 'failure'],
    [
      'applications',
      [policy(block, { clientApplications: { includeServicePrincipals: ['client-sp'] } })],
      { kind: 'workload' },
      'block',
      'failure',
    ],
    ['not of applications', [policy(block)], { kind: 'workload' }, 'allow', 'notApplied'],
  ])('%s', (_name, bodies, change, outcome, result) => {
    const decision = decide(bodies, change);
    expect([decision.outcome, decision.policies[0]?.result ?? '']).toEqual([outcome, result]);
  });

  test('places are told by address', () => {
    const made = engine.call('POST', locations, {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ cidrAddress: '203.0.113.0/24' }],
    });
    expect(made.status).toBe(201);
    const outside = policy(block, {
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    });
    expect(decide([outside]).outcome).toBe('allow');
    expect(decideAccess(engine.state, { ...signIn, ipAddress: '198.51.100.1' }).outcome).toBe('block');
  });
});
