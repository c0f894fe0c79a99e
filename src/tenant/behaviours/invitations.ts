import { problem } from '#kernel';

import { demand } from '../odata/demand.ts';
import type { Context } from '../odata/request.ts';
import type { TenantState } from '../state/state.ts';
import type { Hooks } from './behaviour.ts';
import { instant } from './instant.ts';
import { securityIdentifier } from './users/names.ts';

type Values = Record<string, unknown>;

/** Source: learn.microsoft.com/graph/api/invitation-post. */
export const invitationHooks: Readonly<Record<string, Hooks>> = {
  invitation: {
    create(context, values, id) {
      const mail = String(values['invitedUserEmailAddress']);
      demandMail(mail);
      demandRedirect(values['inviteRedirectUrl']);
      const guest =
        values['resetRedemption'] === true ? reset(context, values, mail) : invite(context, values, mail);
      const redeemUrl = `${new URL(context.base).origin}/redeem?ticket=${id}&rd=${encodeURIComponent(String(values['inviteRedirectUrl']))}`;
      const made = {
        invitedUserDisplayName: null,
        invitedUserType: 'Guest',
        resetRedemption: false,
        sendInvitationMessage: false,
        ...values,
        invitedUser: { id: guest },
        invitedUserMessageInfo: {
          messageLanguage: null,
          ccRecipients: [{ emailAddress: { name: null, address: null } }],
          customizedMessageBody: null,
          ...(values['invitedUserMessageInfo'] as object | undefined),
        },
        inviteRedeemUrl: redeemUrl,
        status: 'PendingAcceptance',
      };
      if (values['sendInvitationMessage'] === true) send(context, mail, redeemUrl, values);
      return made;
    },
  },
};

/** The guest of that address, who may be there already. */
function invite(context: Context, values: Values, mail: string): string {
  const { state } = context;
  const known = state.find('user', 'mail', mail)[0];
  if (known !== undefined && known['userType'] !== 'Guest')
    throw problem('GraphInvitedKnown', { id: known.id });
  if (known !== undefined) return known.id;
  const [local = '', domain = ''] = mail.split('@');
  if (state.get('domain', domain, []) !== undefined) throw problem('GraphInvitedOwnDomain', { domain });
  const id = context.newId();
  const now = instant(context);
  state.insert('user', {
    id,
    accountEnabled: true,
    assignedLicenses: [],
    assignedPlans: [],
    businessPhones: [],
    createdDateTime: now,
    creationType: 'Invitation',
    displayName: values['invitedUserDisplayName'] ?? local,
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: now,
    identities: [{ signInType: 'federated', issuer: 'MicrosoftAccount', issuerAssignedId: null }],
    licenseAssignmentStates: [],
    mail,
    mailNickname: `${local}_${domain}#EXT#`,
    otherMails: [mail],
    provisionedPlans: [],
    proxyAddresses: [`SMTP:${mail}`],
    securityIdentifier: securityIdentifier(id),
    signInSessionsValidFromDateTime: now,
    userPrincipalName: `${local}_${domain}#EXT#@${initialDomain(state)}`,
    userType: values['invitedUserType'] === 'Member' ? 'Member' : 'Guest',
  });
  return id;
}

/** Source: learn.microsoft.com/entra/external-id/reset-redemption-status: the same user, asked again at an address. */
function reset(context: Context, values: Values, mail: string): string {
  const { id } = (values['invitedUser'] ?? {}) as { id?: unknown };
  if (typeof id !== 'string')
    throw problem('GraphPropertyMissing', { property: 'invitedUser', type: 'Invitation' });
  const user = demand(context.state, 'user', id);
  context.state.update('user', user.id, {
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: instant(context),
    mail,
  });
  return user.id;
}

function send(context: Context, mail: string, redeemUrl: string, values: Values): void {
  const { customizedMessageBody } = (values['invitedUserMessageInfo'] ?? {}) as {
    customizedMessageBody?: unknown;
  };
  const organization = String(context.state.all('organization')[0]?.['displayName'] ?? '');
  context.state.insert('message', {
    id: context.newId(),
    subject: `${organization} invited you to access applications within their organization`,
    body: {
      contentType: 'text',
      content: [customizedMessageBody, redeemUrl].filter((part) => typeof part === 'string').join('\n\n'),
    },
    from: { emailAddress: { address: 'invites@microsoft.com', name: 'Microsoft Invitations' } },
    toRecipients: [{ emailAddress: { address: mail } }],
    ccRecipients: [],
    importance: 'normal',
    sentDateTime: instant(context),
  });
}

/** Characters that Graph refuses in an address of a guest. Source: the comment of the type. */
function demandMail(mail: string): void {
  const [local = '', domain = '', more] = mail.split('@');
  const valid =
    more === undefined &&
    /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?$/u.test(local) &&
    /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain);
  if (!valid)
    throw problem('GraphPropertyInvalid', { property: 'invitedUserEmailAddress', type: 'Invitation' });
}

function demandRedirect(url: unknown): void {
  if (!URL.canParse(String(url)))
    throw problem('GraphPropertyInvalid', { property: 'inviteRedirectUrl', type: 'Invitation' });
}

function initialDomain(state: TenantState): string {
  const domains = state.all('domain');
  return (domains.find((each) => each['isInitial'] === true) ?? domains[0])?.id ?? '';
}
