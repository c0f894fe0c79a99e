import { accountRoutes } from './automation-accounts/account-routes.ts';
import { credentialRoutes } from './credentials/credential-routes.ts';
import { streamRoutes } from './job-streams/stream-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { operationRoutes } from './operation-results/operation-routes.ts';
import type { ApiParts } from './resources.ts';
import type { Route } from './routing/route.ts';
import { draftRoutes } from './runbook-drafts/draft-routes.ts';
import { runbookRoutes } from './runbooks/runbook-routes.ts';
import { subscriptionRoutes } from './subscriptions/subscription-routes.ts';
import { variableRoutes } from './variables/variable-routes.ts';

/** Every operation there is. A test walks them all with every kind of caller. */
export function allRoutes(parts: ApiParts): Route[] {
  return [
    subscriptionRoutes,
    accountRoutes,
    runbookRoutes,
    draftRoutes,
    operationRoutes,
    jobRoutes,
    streamRoutes,
    variableRoutes,
    credentialRoutes,
  ].flatMap((routes) => routes(parts));
}
