import type {
  MailFolder,
  MailboxSettings,
  MessageRule,
  ProfilePhoto,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/mailboxsettings: a value of the user with an address of its own. */
export const mailboxSettings = entity<MailboxSettings>()({
  name: 'mailboxSettings',
  verbs: ['get', 'update'],
  internal: { id: text() },
  properties: {
    archiveFolder: text({ byDefault: true }),
    automaticRepliesSetting: json({ byDefault: true }),
    dateFormat: text({ byDefault: true }),
    delegateMeetingMessageDeliveryOptions: text({ byDefault: true }),
    language: json({ byDefault: true }),
    timeFormat: text({ byDefault: true }),
    timeZone: text({ byDefault: true }),
    userPurpose: text({ byDefault: true, readOnly: true }),
    workingHours: json({ byDefault: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/mailfolder: the folders that every mailbox has. */
export const mailFolder = entity<MailFolder>()({
  name: 'mailFolder',
  verbs: ['get'],
  properties: {
    id: text({ byDefault: true, readOnly: true }),
    childFolderCount: whole({ byDefault: true, readOnly: true }),
    displayName: text({ byDefault: true, readOnly: true }),
    isHidden: flag({ byDefault: true, readOnly: true }),
    parentFolderId: text({ byDefault: true, readOnly: true }),
    totalItemCount: whole({ byDefault: true, readOnly: true }),
    unreadItemCount: whole({ byDefault: true, readOnly: true }),
  },
});

/** Source: learn.microsoft.com/graph/api/resources/messagerule: rules of the inbox alone. */
export const messageRule = entity<MessageRule>()({
  name: 'messageRule',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    actions: json({ byDefault: true, required: true }),
    conditions: json({ byDefault: true }),
    displayName: text({ byDefault: true, required: true }),
    exceptions: json({ byDefault: true }),
    hasError: flag({ byDefault: true, readOnly: true }),
    isEnabled: flag({ byDefault: true }),
    isReadOnly: flag({ byDefault: true, readOnly: true }),
    sequence: whole({ byDefault: true }),
  },
  internal: { userId: text({ indexed: true }) },
});

/** Source: learn.microsoft.com/graph/api/resources/profilephoto. */
export const profilePhoto = entity<ProfilePhoto>()({
  name: 'profilePhoto',
  verbs: ['get'],
  stream: true,
  properties: {
    id: text({ byDefault: true, readOnly: true }),
    height: whole({ byDefault: true, readOnly: true }),
    width: whole({ byDefault: true, readOnly: true }),
  },
});
