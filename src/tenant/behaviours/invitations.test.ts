import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Engine, testEngine, userId } from '../odata/testing/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = testEngine();
});
afterEach(() => engine.close());

const invite = (more: object = {}) =>
  engine.call('POST', '/invitations', {
    invitedUserEmailAddress: 'ann.lee@partner.test',
    inviteRedirectUrl: 'https://myapp.contoso.com',
    ...more,
  });
const guestOf = (json: Readonly<Record<string, unknown>>): string =>
  (json['invitedUser'] as { id: string }).id;

describe('an invitation', () => {
  test('makes a guest who has not yet accepted', () => {
    const { status, json } = invite({ invitedUserDisplayName: 'Ann Lee' });
    expect(status).toBe(201);
    expect(json).toMatchObject({ status: 'PendingAcceptance', invitedUserType: 'Guest' });
    expect(String(json['inviteRedeemUrl'])).toContain('https://graph.test/redeem');
    expect(engine.state.get('user', guestOf(json))).toMatchObject({
      displayName: 'Ann Lee',
      userPrincipalName: 'ann.lee_partner.test#EXT#@contoso.com',
      mail: 'ann.lee@partner.test',
      userType: 'Guest',
      creationType: 'Invitation',
      externalUserState: 'PendingAcceptance',
    });
    expect(engine.state.count('message')).toBe(0);
    const url = `/users/${encodeURIComponent('ann.lee_partner.test#EXT#@contoso.com')}`;
    expect(engine.call('GET', url).status).toBe(200);
  });

  test('may be sent', () => {
    const invitedUserMessageInfo = { customizedMessageBody: 'Welcome' };
    invite({ sendInvitationMessage: true, invitedUserMessageInfo });
    expect(engine.state.all('message')).toMatchObject([
      { toRecipients: [{ emailAddress: { address: 'ann.lee@partner.test' } }] },
    ]);
  });

  test('of a guest who is there makes no second one', () => {
    const [first, second] = [invite(), invite()];
    expect([second.status, guestOf(second.json)]).toEqual([201, guestOf(first.json)]);
  });

  test('may be reset to another address', () => {
    const id = guestOf(invite().json);
    engine.state.update('user', id, { externalUserState: 'Accepted' });
    const again = invite({
      invitedUserEmailAddress: 'ann@other.test',
      resetRedemption: true,
      invitedUser: { id },
    });
    expect(guestOf(again.json)).toBe(id);
    expect(engine.state.get('user', id)).toMatchObject({
      mail: 'ann@other.test',
      externalUserState: 'PendingAcceptance',
    });
  });

  test.each<[more: object, text: string]>([
    [{ invitedUserEmailAddress: 'p1@contoso.com' }, `object ID: ${userId(1)}`],
    [{ invitedUserEmailAddress: 'new@contoso.com' }, 'verified domain'],
    [{ invitedUserEmailAddress: 'a+b@partner.test' }, 'invitedUserEmailAddress'],
    [{ invitedUserEmailAddress: '.ann@partner.test' }, 'invitedUserEmailAddress'],
    [{ inviteRedirectUrl: 'nowhere' }, 'inviteRedirectUrl'],
    [{ inviteRedirectUrl: undefined }, 'inviteRedirectUrl'],
    [{ resetRedemption: true }, 'invitedUser'],
  ])('with %o is refused', (more, text) => {
    const { status, error } = invite(more);
    expect([status, engine.state.count('user')]).toEqual([400, 12]);
    expect(error?.message).toContain(text);
  });
});
