import { problem } from '#kernel';

import type { Context } from '../odata/request.ts';
import type { Action } from './behaviour.ts';

interface ViewPoint {
  readonly isArchived: boolean;
  readonly isFavorited: boolean;
  readonly isRead: boolean;
}

const untouched: ViewPoint = { isArchived: false, isFavorited: false, isRead: false };
/** Source: learn.microsoft.com/graph/api/serviceupdatemessage-markread: only people have a view of their own. */
const most = 1000;

const mark =
  (change: Partial<ViewPoint>): Action =>
  (context, _id, body) => {
    if (context.principal.kind !== 'user') throw problem('GraphForbidden');
    const { messageIds } = (body ?? {}) as { messageIds?: unknown };
    if (!Array.isArray(messageIds) || messageIds.length === 0 || messageIds.length > most)
      throw problem('GraphPropertyInvalid', { property: 'messageIds', type: 'ServiceUpdateMessage' });
    let all = true;
    for (const id of messageIds) all = markOne(context, String(id), change) && all;
    return { status: 200, body: { '@odata.context': `${context.base}/$metadata#Edm.Boolean`, value: all } };
  };

function markOne({ state }: Context, id: string, change: Partial<ViewPoint>): boolean {
  const message = state.get('serviceUpdateMessage', id, ['viewPoint']);
  if (message === undefined) return false;
  const before = (message['viewPoint'] ?? untouched) as ViewPoint;
  state.update('serviceUpdateMessage', id, { viewPoint: { ...before, ...change } });
  return true;
}

export const announcementActions: Readonly<Record<string, Action>> = {
  'serviceUpdateMessage.markRead': mark({ isRead: true }),
  'serviceUpdateMessage.markUnread': mark({ isRead: false }),
  'serviceUpdateMessage.archive': mark({ isArchived: true }),
  'serviceUpdateMessage.unarchive': mark({ isArchived: false }),
  'serviceUpdateMessage.favorite': mark({ isFavorited: true }),
  'serviceUpdateMessage.unfavorite': mark({ isFavorited: false }),
};
