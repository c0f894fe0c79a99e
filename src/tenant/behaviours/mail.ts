import { problem } from '#kernel';

import { demand } from '../odata/demand.ts';
import type { Action } from './behaviour.ts';
import { instant } from './instant.ts';

interface Recipient {
  readonly emailAddress?: { readonly address?: string; readonly name?: string };
}

interface Mail {
  readonly subject?: string;
  readonly body?: { readonly contentType?: string; readonly content?: string };
  readonly importance?: string;
  readonly toRecipients?: readonly Recipient[];
  readonly ccRecipients?: readonly Recipient[];
}

export const mailActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-sendmail: 202 without a body; delivery is the outbox here. */
  'user.sendMail'(context, id, body) {
    const sender = demand(context.state, 'user', id);
    if (!sender['mail']) throw problem('GraphMailboxMissing');
    const { message, saveToSentItems } = (body ?? {}) as { message?: Mail; saveToSentItems?: boolean };
    if (message === undefined) throw problem('GraphPropertyMissing', { property: 'message', type: 'User' });
    const recipients = [...(message.toRecipients ?? []), ...(message.ccRecipients ?? [])];
    const valid = recipients.every(({ emailAddress }) =>
      /^[^@\s]+@[^@\s]+$/.test(emailAddress?.address ?? ''),
    );
    if (recipients.length === 0 || !valid) throw problem('GraphRecipientsMissing');
    context.state.insert('message', {
      id: context.newId(),
      subject: message.subject ?? '',
      body: { contentType: message.body?.contentType ?? 'text', content: message.body?.content ?? '' },
      importance: message.importance ?? 'normal',
      from: { emailAddress: { address: sender['mail'], name: sender['displayName'] } },
      toRecipients: message.toRecipients ?? [],
      ccRecipients: message.ccRecipients ?? [],
      sentDateTime: instant(context),
      // It is saved unless the sender does not want it.
      savedFor: saveToSentItems === false ? null : sender.id,
    });
    return { status: 202 };
  },
};
