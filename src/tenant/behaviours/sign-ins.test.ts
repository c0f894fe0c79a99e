import { afterEach, beforeEach, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../odata/testing/engine.ts';
import { recordSignIn } from './sign-ins.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
  engine.state.insert('servicePrincipal', { id: 'sp', appId: 'client', displayName: 'Client', tags: [] });
});
afterEach(() => engine.close());

const day = 24 * 60 * 60 * 1000;

test('a sign-in of a user names the user, the client and how it ended', () => {
  const id = recordSignIn(engine.state, {
    kind: 'interactiveUser',
    at: engine.clock.now(),
    appId: 'client',
    userId: userId(1),
    errorCode: 50126,
    failureReason: 'Invalid username or password or Invalid on-premise username or password.',
    appliedPolicies: [
      {
        id: 'p',
        displayName: 'Block',
        enforcedGrantControls: ['Block'],
        enforcedSessionControls: [],
        result: 'failure',
      },
    ],
  });
  expect(engine.state.get('signIn', id)).toMatchObject({
    appDisplayName: 'Client',
    conditionalAccessStatus: 'failure',
    createdDateTime: '2026-11-24T10:00:00Z',
    isInteractive: true,
    servicePrincipalId: '',
    status: { errorCode: 50126 },
    userPrincipalName: 'p1@contoso.com',
  });
});

test('a sign-in of an application names its service principal and nobody else', () => {
  const facts = { kind: 'servicePrincipal', at: engine.clock.now(), appId: 'client', errorCode: 0 } as const;
  expect(engine.state.get('signIn', recordSignIn(engine.state, facts))).toMatchObject({
    conditionalAccessStatus: 'notApplied',
    isInteractive: false,
    servicePrincipalId: 'sp',
    userId: null,
  });
});

test('what is older than thirty days leaves the log', () => {
  const sign = (at: number): string =>
    recordSignIn(engine.state, { kind: 'servicePrincipal', at, appId: 'client', errorCode: 0 });
  engine.state.transaction(() => {
    for (let n = 0; n < 300; n += 1) sign(engine.clock.now() - 31 * day);
    for (let n = 0; n < 300; n += 1) sign(engine.clock.now());
  });
  expect(engine.state.count('signIn')).toBeLessThanOrEqual(300);
});
