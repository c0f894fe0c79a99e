import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../../odata/testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const u = (n: number): string => `/users/${userId(n)}`;
const settings = `${u(1)}/mailboxSettings`;

describe('settings of a mailbox', () => {
  test('are changed in part, and seen whole or one by one', () => {
    const automaticRepliesSetting = { status: 'alwaysEnabled', internalReplyMessage: 'Gone' };
    const changed = engine.call('PATCH', settings, {
      timeZone: 'GMT Standard Time',
      automaticRepliesSetting,
    });
    expect(changed.status).toBe(200);
    expect(changed.json).toMatchObject({ timeZone: 'GMT Standard Time', automaticRepliesSetting });
    expect(engine.call('GET', settings).json).toMatchObject({
      timeZone: 'GMT Standard Time',
      automaticRepliesSetting: { ...automaticRepliesSetting, externalAudience: 'all' },
      timeFormat: 'HH:mm',
    });
    expect(engine.call('GET', `${settings}/timeZone`).json['value']).toBe('GMT Standard Time');
    expect(engine.call('GET', `${settings}/automaticRepliesSetting`).json).toMatchObject(
      automaticRepliesSetting,
    );
  });

  test.each([
    { automaticRepliesSetting: { status: 'sometimes' } },
    { automaticRepliesSetting: { externalAudience: 'friends' } },
    {
      automaticRepliesSetting: {
        status: 'scheduled',
        scheduledStartDateTime: { dateTime: '2026-12-02T00:00:00', timeZone: 'UTC' },
        scheduledEndDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' },
      },
    },
    { nonsense: 1 },
    { userPurpose: 'shared' },
  ])('are not %o', (body) => {
    expect(engine.call('PATCH', settings, body).status).toBe(400);
  });

  test('are nobody’s who has no mailbox', () => {
    engine.state.update('user', userId(1), { mail: null });
    for (const path of ['mailboxSettings', 'mailFolders'])
      expect(engine.call('GET', `${u(1)}/${path}`).error?.code).toBe('MailboxNotEnabledForRESTAPI');
  });
});

describe('folders', () => {
  test('what is sent is saved unless the sender does not want it', () => {
    const message = { subject: 'Hi', toRecipients: [{ emailAddress: { address: 'x@contoso.com' } }] };
    engine.call('POST', `${u(1)}/sendMail`, { message });
    engine.call('POST', `${u(1)}/sendMail`, { message, saveToSentItems: false });
    const saved = engine.call('GET', `${u(1)}/mailFolders/sentitems/messages`).value;
    expect(saved).toMatchObject([{ subject: 'Hi' }]);
    expect(engine.call('GET', `${u(1)}/mailFolders/sentitems`).json).toMatchObject({
      displayName: 'Sent Items',
      totalItemCount: 1,
    });
    expect(engine.call('GET', `${u(1)}/mailFolders`).value.length).toBe(7);
    expect(engine.call('GET', `${u(1)}/mailFolders/nowhere`).status).toBe(404);
  });

  test('rules of the inbox are made, switched off and taken away', () => {
    const rules = `${u(1)}/mailFolders/inbox/messageRules`;
    const forward = {
      displayName: 'Forward',
      sequence: 2,
      actions: { forwardTo: [{ emailAddress: { address: 'out@elsewhere.test' } }] },
    };
    const made = engine.call('POST', rules, forward);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ ...forward, isEnabled: true, hasError: false });
    expect(made.json).not.toHaveProperty('userId');
    const one = `${rules}/${String(made.json['id'])}`;
    expect(engine.call('PATCH', one, { isEnabled: false }).status).toBe(204);
    expect(engine.call('GET', rules).value).toMatchObject([{ isEnabled: false }]);
    expect(engine.call('GET', `${u(2)}/mailFolders/inbox/messageRules`).value).toEqual([]);
    expect(engine.call('POST', rules, { ...forward, actions: {} }).status).toBe(400);
    expect(engine.call('DELETE', one).status).toBe(204);
    expect(engine.call('GET', one).status).toBe(404);
  });
});
