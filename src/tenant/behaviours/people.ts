import { authenticationActions, authenticationComputed } from './authentication-methods/behaviours.ts';
import { lifecycleActions, lifecycleHooks } from './groups/expiry.ts';
import { groupActions } from './groups/actions.ts';
import { groupHooks } from './groups/hooks.ts';
import { groupLinks } from './groups/links.ts';
import { invitationHooks } from './invitations.ts';
import { licenceActions, licenceComputed } from './licences/behaviours.ts';
import { mailActions } from './mail.ts';
import { folderComputed, messageRuleHooks } from './mailbox/folders.ts';
import { mailboxActions, mailboxComputed } from './mailbox/settings.ts';
import { photoActions, photoComputed, photoStreams } from './photos/photos.ts';
import { userActions } from './users/actions.ts';
import { demandSignInActivity } from './users/sign-in-activity.ts';
import { userHooks } from './users/hooks.ts';
import { membershipActions } from './memberships.ts';
import { passwordActions } from './users/passwords.ts';
import { userLinks } from './users/links.ts';

/** What users, groups and licences do beyond storing rows. */
export const peopleBehaviours = {
  hooks: { ...userHooks, ...groupHooks, ...lifecycleHooks, ...invitationHooks, ...messageRuleHooks },
  actions: {
    ...userActions,
    ...groupActions,
    ...membershipActions,
    ...passwordActions,
    ...licenceActions,
    ...lifecycleActions,
    ...authenticationActions,
    ...photoActions,
    ...mailboxActions,
    ...mailActions,
  },
  computed: {
    ...licenceComputed,
    ...authenticationComputed,
    ...photoComputed,
    ...mailboxComputed,
    ...folderComputed,
  },
  links: { ...userLinks, ...groupLinks },
  selects: { 'user.signInActivity': demandSignInActivity },
  streams: { ...photoStreams },
};
