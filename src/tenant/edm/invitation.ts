import type { Invitation } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text } from './sheet.ts';

/**
 * Source: learn.microsoft.com/graph/api/resources/invitation: it is made and never read again. The guest is shown as a
 * value, as in Graph's answer, and is a user from then on.
 */
export const invitation = entity<Invitation>()({
  name: 'invitation',
  set: 'invitations',
  verbs: ['create'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    invitedUser: json({ byDefault: true }),
    invitedUserDisplayName: text({ byDefault: true }),
    invitedUserEmailAddress: text({ byDefault: true, required: true }),
    invitedUserMessageInfo: json({ byDefault: true }),
    invitedUserType: text({ byDefault: true }),
    inviteRedeemUrl: text({ byDefault: true, readOnly: true }),
    inviteRedirectUrl: text({ byDefault: true, required: true }),
    resetRedemption: flag({ byDefault: true }),
    sendInvitationMessage: flag({ byDefault: true }),
    status: text({ byDefault: true, readOnly: true }),
  },
});
