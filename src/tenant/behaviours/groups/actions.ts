import { problem } from '#kernel';

import { demand } from '../../odata/demand.ts';
import type { Action } from '../behaviour.ts';
import { freeAddress } from './addresses.ts';
import { checkGroupValues, isUnified } from './kinds.ts';

export const groupActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/group-validateproperties: 204 when the names may be given. */
  'group.validateProperties'({ state }, id, body) {
    const group = demand(state, 'group', id);
    const { displayName, mailNickname } = (body ?? {}) as Record<string, unknown>;
    if (displayName === undefined && mailNickname === undefined)
      throw problem('GraphPropertyMissing', { property: 'displayName', type: 'Group' });
    checkGroupValues({
      ...(displayName !== undefined && { displayName }),
      ...(mailNickname !== undefined && { mailNickname }),
    });
    if (mailNickname !== undefined && mailNickname !== group['mailNickname'] && isUnified(group))
      freeAddress(state, String(mailNickname));
    return { status: 204 };
  },
};
