import { problem } from '#kernel';

import type { Context } from '../odata/request.ts';
import type { Action } from './behaviour.ts';
import { instant } from './instant.ts';

/** Source: learn.microsoft.com/graph/api/riskyuser-confirmcompromised: at most so many at once. */
const most = 60;

const judge =
  (riskState: string, riskLevel: string, riskDetail: string): Action =>
  (context, _id, body) => {
    const { userIds } = (body ?? {}) as { userIds?: unknown };
    if (!Array.isArray(userIds) || userIds.length === 0 || userIds.length > most)
      throw problem('GraphPropertyInvalid', { property: 'userIds', type: 'RiskyUser' });
    for (const id of userIds) put(context, String(id), { riskState, riskLevel, riskDetail });
    return { status: 204 };
  };

function put(context: Context, id: string, risk: Readonly<Record<string, string>>): void {
  const { state } = context;
  const user = state.get('user', id);
  if (user === undefined) return;
  const row = { ...risk, riskLastUpdatedDateTime: instant(context) };
  if (state.get('riskyUser', id, []) !== undefined) return state.update('riskyUser', id, row);
  const { displayName, userPrincipalName } = user;
  state.insert('riskyUser', {
    id,
    isDeleted: false,
    isProcessing: false,
    userDisplayName: displayName,
    userPrincipalName,
    ...row,
  });
}

export const riskyUserActions: Readonly<Record<string, Action>> = {
  'riskyUser.confirmCompromised': judge('confirmedCompromised', 'high', 'adminConfirmedUserCompromised'),
  'riskyUser.confirmSafe': judge('confirmedSafe', 'none', 'adminConfirmedAccountSafe'),
  'riskyUser.dismiss': judge('dismissed', 'none', 'adminDismissedAllRiskForUser'),
};
