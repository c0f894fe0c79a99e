import type { Message } from '@microsoft/microsoft-graph-types';

import { entity, json, text, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/message. Mail that was sent: no set of its own yet, read through the tenant's outbox. */
export const message = entity<Message>()({
  name: 'message',
  verbs: [],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    body: json({ byDefault: true }),
    ccRecipients: json({ byDefault: true }),
    from: json({ byDefault: true }),
    importance: text({ byDefault: true }),
    sentDateTime: time({ byDefault: true, readOnly: true, indexed: true }),
    subject: text({ byDefault: true }),
    toRecipients: json({ byDefault: true }),
  },
  // Whose sent items it lies in; nobody's when it was not saved.
  internal: { savedFor: text({ indexed: true }) },
});
