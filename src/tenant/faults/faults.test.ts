import { expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { asked } from '../throttling/testing/limited.ts';
import { type Exposed, createFaults } from './faults.ts';
import { type FaultRule, type FaultSettings, noFaults } from './settings.ts';

function exposed(method: string, url: string, more: Partial<Exposed> = {}): Exposed {
  return { ...asked(method, url), batched: false, ...more };
}

function faultsOf(rules: readonly FaultRule[], more: Partial<FaultSettings> = {}) {
  return createFaults({ ...noFaults, rules, ...more });
}

/** What becomes of so many of the same: the status, or 200. */
function statuses(faults: ReturnType<typeof faultsOf>, times: number, url = '/users'): number[] {
  return Array.from({ length: times }, () => faults.draw(exposed('GET', url))?.status ?? 200);
}

test('the same seed and the same requests meet the same faults; another seed others', () => {
  const rules: FaultRule[] = [
    { path: '/users/**', rate: 0.3, status: 503 },
    { path: '/groups', rate: 0.5, status: 429 },
  ];
  const first = statuses(faultsOf(rules), 200);
  expect(statuses(faultsOf(rules), 200)).toEqual(first);
  expect(statuses(faultsOf(rules, { seed: 'another' }), 200)).not.toEqual(first);
  const hit = first.filter((status) => status === 503).length;
  expect(hit).toBeGreaterThan(40);
  expect(hit).toBeLessThan(80);
});

test('requests that a rule does not look at change nothing of what it does', () => {
  const rules: FaultRule[] = [
    { path: '/users', rate: 0.5, status: 500 },
    { path: '/groups', rate: 0.5, status: 429 },
  ];
  const [alone, mixed] = [faultsOf(rules), faultsOf(rules)];
  const seen = Array.from({ length: 50 }, () => {
    statuses(mixed, 2, '/groups');
    return mixed.draw(exposed('GET', '/users'))?.status ?? 200;
  });
  expect(seen).toEqual(statuses(alone, 50));
});

test('a rule looks at path, method, service and batch, and strikes so many times', () => {
  const faults = faultsOf([
    { path: '/users/*', methods: ['patch'], status: 504 },
    { service: 'teams', status: 502 },
    { service: 'entra', status: 503, retryAfter: 7 },
    { in: 'batch', path: '/domains', status: 429, retryAfter: 1 },
    { path: '/organization', expiredToken: true, times: 1 },
    { path: '/devices', drop: true },
  ]);
  expect(faults.draw(exposed('PATCH', "/users('one')"))).toEqual({ wait: 0, status: 504 });
  expect(faults.draw(exposed('GET', '/users/one'))).toBeUndefined();
  expect(faults.draw(exposed('PATCH', '/users/one/manager'))).toBeUndefined();
  expect(faults.draw(exposed('GET', '/teams/t/channels'))).toEqual({ wait: 0, status: 502 });
  expect(faults.draw(exposed('POST', '/t/oauth2/v2.0/token', { service: 'entra' }))).toEqual({
    wait: 0,
    status: 503,
    retryAfter: 7,
  });
  expect(faults.draw(exposed('GET', '/domains'))).toBeUndefined();
  expect(faults.draw(exposed('GET', '/domains', { batched: true }))?.status).toBe(429);
  expect(faults.draw(exposed('GET', '/organization'))).toEqual({ wait: 0, expiredToken: true });
  expect(faults.draw(exposed('GET', '/organization'))).toBeUndefined();
  expect(faults.draw(exposed('GET', '/devices'))).toEqual({ wait: 0, drop: true });
});

test('latency is spread as on a network', () => {
  const faults = faultsOf([{ latency: { p50: 100, p99: 1_000 } }]);
  const waits = Array.from({ length: 2_000 }, () => faults.draw(exposed('GET', '/users'))!.wait).toSorted(
    (one, other) => one - other,
  );
  expect(waits[1_000]).toBeGreaterThan(85);
  expect(waits[1_000]).toBeLessThan(115);
  expect(waits[1_980]).toBeGreaterThan(700);
  expect(waits[1_980]).toBeLessThan(1_400);
});

test('a request asks for its own fault by header, unless that is turned off', () => {
  const faults = faultsOf([]);
  const ask = (text: string) =>
    faults.draw(exposed('GET', '/users', { headers: { 'x-tenantry-fault': text } }));
  expect(ask('503')).toEqual({ wait: 0, status: 503 });
  expect(ask('latency=25, 429; retry-after=2')).toEqual({ wait: 25, status: 429, retryAfter: 2 });
  expect(ask('drop')).toEqual({ wait: 0, drop: true });
  expect(ask('expired-token')).toEqual({ wait: 0, expiredToken: true });
  expect(ask('500; rate=0')).toBeUndefined();
  for (const wrong of ['', 'slow', '404', '503; rate=2', '503; for=ever'])
    expect(() => ask(wrong)).toThrow(expect.toSatisfy((error) => isProblem(error, 'TenantFaultsInvalid')));
  faults.change({ byHeader: false });
  expect(ask('503')).toBeUndefined();
});

test('what is set begins its sequence anew, and what is no setting is refused', () => {
  const rules: FaultRule[] = [{ rate: 0.5, status: 503 }];
  const faults = faultsOf(rules);
  const first = statuses(faults, 30);
  faults.change({ rules });
  expect(statuses(faults, 30)).toEqual(first);
  const wrong = [
    { rules: [{}] },
    { rules: [{ status: 503, drop: true }] },
    { rules: [{ status: 404 }] },
    { rules: [{ status: 503, rate: 7 }] },
    { rules: [{ latency: { p50: 10, p99: 5 } }] },
    { rules: [{ status: 503, when: 'always' }] },
    { consistency: { user: 'soon' } },
    { consistency: { user: { delayed: -1 } } },
    { seeds: 'x' },
    [],
  ];
  for (const each of wrong)
    expect(() => faults.change(each)).toThrow(
      expect.toSatisfy((error) => isProblem(error, 'TenantFaultsInvalid')),
    );
});
