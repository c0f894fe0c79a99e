import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Computed, Hooks } from '../behaviour.ts';
import { demandMailbox } from './settings.ts';

/** Well-known names and what Outlook calls them. Source: learn.microsoft.com/graph/api/resources/mailfolder. */
const folders = [
  ['archive', 'Archive'],
  ['deleteditems', 'Deleted Items'],
  ['drafts', 'Drafts'],
  ['inbox', 'Inbox'],
  ['junkemail', 'Junk Email'],
  ['outbox', 'Outbox'],
  ['sentitems', 'Sent Items'],
] as const;

export const folderComputed: Readonly<Record<string, Computed>> = {
  'user.mailFolders': (context, id) => {
    const user = demandMailbox(context, id);
    return folders.map(([name, displayName]): Row => ({
      // Graph's ids are opaque; its well-known names are taken in their place, and so they are here.
      id: name,
      displayName,
      childFolderCount: 0,
      isHidden: false,
      parentFolderId: 'msgfolderroot',
      totalItemCount: name === 'sentitems' ? sent(context, user.id) : 0,
      unreadItemCount: 0,
    }));
  },
};

function sent({ state }: Context, userId: string): number {
  return state.find('message', 'savedFor', userId).length;
}

export const messageRuleHooks: Readonly<Record<string, Hooks>> = {
  /** Source: learn.microsoft.com/graph/api/mailfolder-post-messagerules. */
  messageRule: {
    create(context, values, _id, scope) {
      if (scope !== undefined) demandMailbox(context, scope.id);
      checkActions(values['actions']);
      return {
        conditions: null,
        exceptions: null,
        isEnabled: true,
        sequence: 1,
        ...values,
        hasError: false,
        isReadOnly: false,
      };
    },
    update(_context, _row, values) {
      if (values['actions'] !== undefined) checkActions(values['actions']);
      return values;
    },
  },
};

/** A rule that does nothing is none. */
function checkActions(actions: unknown): void {
  if (typeof actions !== 'object' || actions === null || Object.keys(actions).length === 0)
    throw problem('GraphPropertyInvalid', { property: 'actions', type: 'MessageRule' });
}
