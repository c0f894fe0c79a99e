import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { asked, limited } from './testing/limited.ts';

test('the directory grants 5,000 units in 10 seconds to an application in a tenant of middle size', () => {
  const { passing, ask, advance } = limited();
  expect(passing(2_600, 'GET', '/users')).toBe(2_500);
  expect(ask('GET', '/users').status).toBe(429);
  // Another application has its own.
  expect(ask('GET', '/users', { principal: { appId: 'other' } }).status).toBe(200);
  advance(1_000);
  expect(passing(300, 'GET', '/users')).toBe(250);
  advance(10_000);
  expect(passing(2_600, 'GET', '/users')).toBe(2_500);
});

test.each([
  [49, 3_500],
  [50, 5_000],
  [500, 5_000],
  [501, 8_000],
])('%i users make a tenant of %i units', (users, units) => {
  const { passing } = limited({}, { users: () => users });
  expect(passing(8_100, 'GET', '/users/one')).toBe(units);
});

test('writes have a quota of their own, which reading POSTs do not use', () => {
  const { passing, ask } = limited({ size: 'L' });
  expect(passing(3_010, 'PATCH', '/users/one')).toBe(3_000);
  expect(ask('POST', '/users/one/getMemberGroups').status).toBe(200);
  const { headers } = ask('POST', '/users');
  expect(headers).toMatchObject({
    'x-ms-throttle-scope': 'Tenant_Application/Write/app/tenant',
    'x-ms-throttle-information': 'WriteLimitExceeded',
    'retry-after': '1',
  });
});

test('a refusal says what the throttling guide says', () => {
  const { passing, ask } = limited();
  passing(2_500, 'GET', '/users');
  expect(ask('GET', '/groups/g/transitiveMembers')).toEqual({
    status: 429,
    headers: {
      'retry-after': '1',
      'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/app/tenant',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      'x-ms-throttle-limit-percentage': '1',
    },
    body: {
      error: {
        code: 'TooManyRequests',
        message: 'Please retry again later.',
        innerError: {
          code: '429',
          date: '2026-11-24T10:00:00',
          message: 'Please retry after',
          status: '429',
        },
      },
    },
  });
});

test('every answer of the directory has its cost; above four fifths of the limit how much is used', () => {
  const { ask, passing } = limited();
  expect(ask('GET', '/groups/g/members?$select=id').headers).toEqual({ 'x-ms-resource-unit': '2' });
  passing(1_998, 'GET', '/users');
  expect(ask('GET', '/users').headers).toEqual({ 'x-ms-resource-unit': '2' });
  passing(100, 'GET', '/users');
  expect(ask('GET', '/users').headers).toEqual({
    'x-ms-resource-unit': '2',
    'x-ms-throttle-limit-percentage': '0.84',
  });
  passing(2_000, 'GET', '/users');
  expect(Number(ask('GET', '/users').headers['x-ms-throttle-limit-percentage'])).toBeCloseTo(1.64, 1);
  passing(9_000, 'GET', '/users');
  expect(ask('GET', '/users').headers['x-ms-throttle-limit-percentage']).toBe('1.8');
});

test('low priority is refused first', () => {
  const { ask, passing } = limited();
  passing(2_260, 'GET', '/users');
  expect(ask('GET', '/users', { headers: { 'x-ms-throttle-priority': 'low' } }).status).toBe(429);
  expect(ask('GET', '/users', { headers: { 'x-ms-throttle-priority': 'High' } }).status).toBe(200);
  expect(ask('GET', '/users').status).toBe(200);
});

test('reports take 5 in 10 seconds; sign-in activity 10 a minute', () => {
  const { passing, ask, advance } = limited();
  expect(passing(7, 'GET', '/auditLogs/signIns')).toBe(5);
  expect(ask('GET', '/users/one/authentication/methods').headers).toEqual({ 'retry-after': '2' });
  expect(passing(12, 'GET', '/users?$select=signInActivity&$top=500')).toBe(10);
  expect(ask('GET', '/users').status).toBe(200);
  advance(2_000);
  expect(ask('GET', '/auditLogs/directoryAudits').status).toBe(200);
});

test('Conditional Access takes one a second from all applications together and says nothing about when to come back', () => {
  const { ask, advance } = limited();
  expect(ask('GET', '/identity/conditionalAccess/policies').status).toBe(200);
  const second = ask('GET', '/identityProtection/riskyUsers', { principal: { appId: 'other' } });
  expect([second.status, second.headers]).toEqual([429, {}]);
  advance(1_000);
  expect(ask('GET', '/identity/conditionalAccess/namedLocations').status).toBe(200);
});

test('a mailbox takes 10,000 requests in 10 minutes and 4 at once from an application', () => {
  const { limiter, passing, ask } = limited();
  const open = Array.from({ length: 4 }, () => limiter.admit(asked('GET', '/users/one/messages')));
  const fifth = ask('GET', '/users/one/events');
  expect([fifth.status, fifth.body]).toMatchObject([429, { error: { code: 'ApplicationThrottled' } }]);
  expect(ask('GET', '/users/two/messages').status).toBe(200);
  for (const { done } of open) done();
  expect(passing(10_001, 'GET', '/users/one/messages')).toBe(9_996);
  expect(passing(3, 'GET', '/users/two/messages')).toBe(3);
});

test('usage reports are counted for each report', () => {
  const { passing } = limited();
  expect(passing(20, 'GET', "/reports/getEmailActivityCounts(period='D7')")).toBe(14);
  expect(passing(20, 'GET', "/reports/getEmailActivityUserDetail(period='D30')")).toBe(14);
  const url = "/reports/getEmailActivityCounts(period='D7')?$format=application/json";
  expect(passing(120, 'GET', url, { version: 'beta' })).toBe(100);
});

test('Teams takes its rate in a burst, and 83 parts of a hundred for long', () => {
  const { ask, passing, advance } = limited();
  expect(passing(9, 'GET', '/teams/t')).toBe(4);
  expect(passing(9, 'POST', '/teams/t/members')).toBe(4);
  expect(ask('POST', '/teams/t/members').headers).toEqual({ 'retry-after': '15' });
  expect(passing(1, 'POST', '/teams/other/members')).toBe(1);
  let passed = 0;
  for (let second = 0; second < 600; second += 1) {
    advance(1_000);
    passed += passing(40, 'GET', '/users/one/joinedTeams');
  }
  // 30 a second while the minute's reserve lasts, then 24.9.
  expect(passed).toBeGreaterThan(600 * 24.9);
  expect(passed).toBeLessThan(600 * 24.9 + 30 * 60);
});

test('SharePoint grants by licences, tells what is left from four fifths on, and counts what it refuses', () => {
  const { ask, passing, advance, limiter } = limited();
  expect(passing(499, 'GET', '/sites/s/lists')).toBe(499);
  expect(ask('GET', '/sites/s/lists').headers).toEqual({
    'ratelimit-limit': '1250',
    'ratelimit-remaining': '250',
    'ratelimit-reset': '48',
  });
  expect(passing(200, 'GET', '/sites/s/lists')).toBe(125);
  const refused = ask('GET', '/sites/s/lists');
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'activityLimitReached' } } });
  expect(refused.headers).toMatchObject({ 'ratelimit-remaining': '0' });
  // Those 76 refused cost 152 units: 7 seconds more to wait.
  advance(7_000);
  expect(ask('GET', '/sites/s').status).toBe(429);
  limiter.change({ licences: 6_000 });
  limiter.refill();
  expect(passing(1_900, 'GET', '/sites/s/lists')).toBe(1_875);
});

test('applications for personal accounts take 60 writes a minute', () => {
  const personal = { body: { signInAudience: 'AzureADandPersonalMicrosoftAccount' } };
  const { passing, ask } = limited(
    {},
    { audience: (id) => (id === 'mine' ? 'PersonalMicrosoftAccount' : 'AzureADMyOrg') },
  );
  expect(passing(70, 'POST', '/applications', personal)).toBe(60);
  expect(ask('PATCH', '/applications/mine').status).toBe(429);
  expect(ask('PATCH', '/applications/other').status).toBe(200);
});

test('a user takes 25 writes of devices in 10 seconds; an application on its own has no user', () => {
  const { passing } = limited();
  const person = { principal: { appId: 'app', userId: 'someone' } };
  expect(passing(30, 'PATCH', '/devices/d', person)).toBe(25);
  expect(passing(30, 'PATCH', '/devices/d')).toBe(30);
});

test('under a clock that runs faster a client is told its own seconds', () => {
  const { ask, passing, clock } = limited();
  clock.change({ rate: 60 });
  passing(5, 'GET', '/auditLogs/signIns');
  expect(ask('GET', '/auditLogs/signIns').headers).toEqual({ 'retry-after': '0.034' });
});

test('each limit can be turned off or given another amount, and all of them', () => {
  const { limiter, passing } = limited();
  limiter.change({ off: ['risk', 'reports.requests.app'], most: { 'reports.requests.appTenant': 8 } });
  expect(passing(20, 'GET', '/identityProtection/riskyUsers')).toBe(20);
  expect(passing(20, 'GET', '/auditLogs/signIns')).toBe(8);
  limiter.change({ on: false });
  expect(passing(20, 'GET', '/auditLogs/signIns')).toBe(20);
  // What a request costs is said all the same.
  expect(limiter.admit(asked('GET', '/users')).headers).toEqual({ 'x-ms-resource-unit': '2' });
  for (const wrong of [
    { off: ['nonsense'] },
    { size: 'XL' },
    { most: { risk: 1 } },
    { of: [] },
    'on',
    { on: 1 },
  ])
    expect(() => limiter.change(wrong)).toThrow(
      expect.toSatisfy((error) => isProblem(error, 'TenantLimitsInvalid')),
    );
});

test('its state can be looked at', () => {
  const { limiter, passing, advance } = limited();
  passing(7, 'GET', '/auditLogs/signIns');
  advance(1_000);
  const { size, published, usage } = limiter.describe();
  expect([size, published]).toEqual(['M', '2026-08']);
  expect(usage).toContainEqual({
    limit: 'reports.requests.appTenant',
    of: 'app',
    used: 4.5,
    most: 5,
    seconds: 10,
    refused: 2,
  });
});

test('whoever stays below a limit is never refused, and nobody gets more than a window and what fills meanwhile', () => {
  const arrivals = fc.array(fc.record({ after: fc.nat(3_000), times: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(arrivals, (steps) => {
      const { passing, ask, advance } = limited();
      const passed: { readonly at: number; readonly count: number }[] = [];
      let now = 0;
      for (const { after, times } of steps) {
        advance(after);
        now += after;
        passed.push({ at: now, count: passing(times, 'GET', '/auditLogs/signIns') });
        // One each two seconds is exactly what is granted.
        const calm = { principal: { appId: 'calm' } };
        if (after >= 2_000) expect(ask('GET', '/auditLogs/signIns', calm).status).toBe(200);
      }
      for (const [from, { at: began }] of passed.entries()) {
        let sum = 0;
        for (const { at, count } of passed.slice(from)) {
          sum += count;
          expect(sum).toBeLessThanOrEqual(5 + (at - began) / 2_000 + 1e-6);
        }
      }
    }),
    { numRuns: Number(process.env['TENANT_LIMIT_RUNS'] ?? 30) },
  );
});
