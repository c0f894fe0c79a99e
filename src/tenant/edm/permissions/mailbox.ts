import type { PermissionRows } from './rows.ts';

/** Operations of mailboxes. */
export const mailboxPermissions: PermissionRows = [
  [
    'GET /users/{id}/mailboxSettings',
    {
      application: 'MailboxSettings.Read MailboxSettings.ReadWrite',
      delegated: 'MailboxSettings.Read MailboxSettings.ReadWrite',
    },
  ],
  [
    'PATCH /users/{id}/mailboxSettings',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'GET /users/{id}/mailFolders',
    {
      application: 'Mail.ReadBasic.All Mail.ReadWrite Mail.Read',
      delegated: 'Mail.ReadBasic Mail.ReadWrite Mail.Read',
    },
  ],
  [
    'GET /users/{id}/mailFolders/{id}',
    {
      application: 'Mail.ReadBasic.All Mail.ReadWrite Mail.Read',
      delegated: 'Mail.ReadBasic Mail.ReadWrite Mail.Read',
    },
  ],
  [
    'GET /users/{id}/mailFolders/inbox/messageRules',
    { application: 'MailboxSettings.Read', delegated: 'MailboxSettings.Read' },
  ],
  [
    'GET /users/{id}/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.Read', delegated: 'MailboxSettings.Read' },
  ],
  [
    'POST /users/{id}/mailFolders/inbox/messageRules',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'PATCH /users/{id}/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'DELETE /users/{id}/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'GET /me/mailboxSettings',
    {
      application: 'MailboxSettings.Read MailboxSettings.ReadWrite',
      delegated: 'MailboxSettings.Read MailboxSettings.ReadWrite',
    },
  ],
  [
    'PATCH /me/mailboxSettings',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'GET /me/mailFolders',
    {
      application: 'Mail.ReadBasic.All Mail.ReadWrite Mail.Read',
      delegated: 'Mail.ReadBasic Mail.ReadWrite Mail.Read',
    },
  ],
  [
    'GET /me/mailFolders/{id}',
    {
      application: 'Mail.ReadBasic.All Mail.ReadWrite Mail.Read',
      delegated: 'Mail.ReadBasic Mail.ReadWrite Mail.Read',
    },
  ],
  [
    'GET /me/mailFolders/inbox/messageRules',
    { application: 'MailboxSettings.Read', delegated: 'MailboxSettings.Read' },
  ],
  [
    'GET /me/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.Read', delegated: 'MailboxSettings.Read' },
  ],
  [
    'POST /me/mailFolders/inbox/messageRules',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'PATCH /me/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'DELETE /me/mailFolders/inbox/messageRules/{id}',
    { application: 'MailboxSettings.ReadWrite', delegated: 'MailboxSettings.ReadWrite' },
  ],
  [
    'GET /users/{id}/mailFolders/sentitems/messages',
    {
      application: 'Mail.ReadBasic.All Mail.Read Mail.ReadWrite',
      delegated: 'Mail.ReadBasic Mail.Read Mail.ReadWrite',
      note: 'as the messages of any folder',
    },
  ],
  [
    'GET /me/mailFolders/sentitems/messages',
    { delegated: 'Mail.ReadBasic Mail.Read Mail.ReadWrite', note: 'as the messages of any folder' },
  ],
];
