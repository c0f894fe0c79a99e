import type { Subscription } from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, time, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/subscription. */
const subscription = entity<Subscription>()({
  name: 'subscription',
  set: 'subscriptions',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  actions: ['reauthorize'],
  page: { usual: 100, most: 999 },
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    applicationId: text({ byDefault: true, readOnly: true }),
    changeType: text({ byDefault: true, required: true }),
    clientState: text({ byDefault: true }),
    creatorId: text({ byDefault: true, readOnly: true }),
    encryptionCertificate: text({ byDefault: true }),
    encryptionCertificateId: text({ byDefault: true }),
    expirationDateTime: time({ byDefault: true, required: true }),
    includeResourceData: flag({ byDefault: true }),
    latestSupportedTlsVersion: text({ byDefault: true }),
    lifecycleNotificationUrl: text({ byDefault: true }),
    notificationQueryOptions: text({ byDefault: true }),
    notificationUrl: text({ byDefault: true, required: true }),
    notificationUrlAppId: text({ byDefault: true }),
    resource: text({ byDefault: true, required: true }),
  },
  internal: {
    /** The handshake is over: before it nothing is sent, and nobody sees it. */
    validated: flag(),
    /** Its application may not read any more: it is told that, and nobody sees it. */
    removed: flag(),
    /** An address that a renewal gave, until its own handshake is over. */
    pendingUrl: text(),
    /** Changes after this one are told. */
    since: whole(),
    createdAt: time(),
    grantedFor: whole(),
    /** When its owner was asked to reauthorize. */
    remindedAt: time(),
  },
});

/** What waits to be sent, in the order of `id`: outlives a restart. */
const queuedNotification = entity<Record<never, never>>()({
  name: 'queuedNotification',
  verbs: [],
  properties: { id: text({ byDefault: true, readOnly: true, indexed: true }) },
  internal: {
    subscriptionId: text({ indexed: true }),
    url: text(),
    body: json(),
    attempts: whole(),
    since: whole(),
    due: whole(),
  },
});

export const subscriptionSheets = { subscription, queuedNotification };

/** Rows of these are on their way out: no state either. */
export const queueEntities: ReadonlySet<string> = new Set(['queuedNotification']);
