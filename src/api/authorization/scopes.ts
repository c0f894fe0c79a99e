import { accountPath, groupPath } from '../http/routes.ts';

/** Where a role may be given. */
export const scopes = [
  '/subscriptions/:subscription',
  groupPath,
  accountPath,
  `${accountPath}/runbooks/:runbook`,
];
