import { authenticationMethod } from './authentication-method.ts';
import { groupLifecyclePolicy } from './group-lifecycle.ts';
import { invitation } from './invitation.ts';
import { mailFolder, mailboxSettings, messageRule, profilePhoto } from './mailbox.ts';

/** Sheets of what belongs to users and groups. */
export const peopleSheets = {
  authenticationMethod,
  groupLifecyclePolicy,
  invitation,
  mailboxSettings,
  mailFolder,
  messageRule,
  profilePhoto,
};
