import { type Account, type Automation, type DeletedRunbook, armId } from '#automation';
import { problem } from '#kernel';

import { listOf, skipToken } from '../http/paging.ts';
import { type Route, accountPath } from '../http/routes.ts';

/** What was deleted, and what Azure does with runbooks that are not offered here. */
export function deletedRoutes({ deletedRunbooks }: Automation): Route[] {
  const kind = 'Microsoft.Automation/automationAccounts';
  return [
    {
      operation: 'AutomationAccount_ListDeletedRunbooks',
      method: 'POST',
      path: `${accountPath}/listdeletedrunbooks`,
      action: `${kind}/listDeletedRunbooks/action`,
      pages: true,
      handle: async (context) => {
        const account = await context.account();
        const page = await deletedRunbooks.list(account.id, skipToken(context));
        return listOf(context, page, (runbook) => show(account, runbook));
      },
    },
    {
      operation: 'AutomationAccount_ConvertGraphRunbookContent',
      method: 'POST',
      path: `${accountPath}/convertgraphrunbookcontent`,
      action: `${kind}/convertGraphRunbookContent/action`,
      handle: async () => {
        throw problem('GraphRunbooksNotOffered');
      },
    },
  ];
}

function show(account: Account, { id, name, ...runbook }: DeletedRunbook): unknown {
  const { type, location, runtimeEnvironment, createdAt, deletedAt } = runbook;
  return {
    id: `${armId(account)}/runbooks/${name}`,
    name,
    location,
    properties: {
      runbookId: id,
      runbookType: type,
      ...(runtimeEnvironment !== null && { runtimeEnvironment }),
      creationTime: createdAt.toISOString(),
      deletionTime: deletedAt.toISOString(),
    },
  };
}
