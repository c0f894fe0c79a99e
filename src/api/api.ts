import { createServer } from 'node:http';

import Fastify, { type FastifyInstance } from 'fastify';

import type { Automation } from '#automation';
import { type Logger, problem } from '#kernel';

import { assignmentRoutes } from './authorization/assignment-routes.ts';
import { definitionRoutes } from './authorization/definition-routes.ts';
import { alertRoutes } from './alerts/alert-routes.ts';
import { alertDestinationRoutes } from './alerts/destination-routes.ts';
import { alertRuleRoutes } from './alerts/rule-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { type DirectoryAddresses, serveCloudMetadata } from './cloud/metadata.ts';
import { accountKeyRoutes } from './accounts/key-routes.ts';
import { accountRoutes } from './accounts/account-routes.ts';
import { usageRoutes } from './accounts/usage-routes.ts';
import { certificateRoutes } from './certificates/certificate-routes.ts';
import { connectionRoutes } from './connections/connection-routes.ts';
import { connectionTypeRoutes } from './connections/connection-type-routes.ts';
import { credentialRoutes } from './credentials/credential-routes.ts';
import { hybridWorkerRoutes } from './hybrid-workers/hybrid-worker-routes.ts';
import { workerGroupRoutes } from './hybrid-workers/worker-group-routes.ts';
import { identityRoutes } from './identities/identity-routes.ts';
import { environmentRoutes } from './environments/environment-routes.ts';
import { packageRoutes } from './environments/package-routes.ts';
import { answerRefusals, bodyLimit, refuseAddress, refuseConnection } from './http/refusals.ts';
import { giveLastAnswers } from './http/last-answers.ts';
import { type Route, serveRoute } from './http/routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { recordRoutes } from './jobs/record-routes.ts';
import { feedRoutes } from './galleries/feed-routes.ts';
import { importRoutes } from './modules/import-routes.ts';
import { activityRoutes } from './modules/activity-routes.ts';
import { moduleRoutes } from './modules/module-routes.ts';
import { versionRoutes } from './modules/version-routes.ts';
import { deletedRoutes } from './runbooks/deleted-routes.ts';
import { serveOpenApi } from './openapi/serve-openapi.ts';
import { draftRoutes } from './runbooks/draft-routes.ts';
import { policyRoutes } from './reviews/policy-routes.ts';
import { reviewRoutes } from './reviews/review-routes.ts';
import { runbookRoutes } from './runbooks/runbook-routes.ts';
import { notOfferedRoutes } from './not-offered/not-offered-routes.ts';
import { sourceControlRoutes } from './source-control/source-control-routes.ts';
import { syncJobRoutes } from './source-control/sync-job-routes.ts';
import type { TokenCheck } from './sign-in/token-check.ts';
import { type PortalOptions, servePortal } from './portal/serve-portal.ts';
import { providerRoutes } from './subscriptions/provider-routes.ts';
import { resourceGroupRoutes } from './subscriptions/resource-group-routes.ts';
import { subscriptionRoutes } from './subscriptions/subscription-routes.ts';
import { limitRoutes } from './limits/limit-routes.ts';
import { testJobRoutes } from './test-jobs/test-job-routes.ts';
import { jobScheduleRoutes } from './schedules/job-schedule-routes.ts';
import { scheduleRoutes } from './schedules/schedule-routes.ts';
import { serveHealth } from './health/health.ts';
import { traceRequests } from './tracing/tracing.ts';
import { serveMetrics } from './metrics/metrics.ts';
import { eventSourceRoutes } from './event-sources/event-source-routes.ts';
import { calendarRoutes } from './calendars/calendar-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { keyRoutes } from './vault/key-routes.ts';
import { variableRoutes } from './variables/variable-routes.ts';
import { workerRoutes } from './workers/worker-routes.ts';
import { admitByKey, answerLinkRefusals, workerLinkRoutes } from './worker-link/worker-link-routes.ts';

export interface ApiOptions {
  readonly automation: Automation;
  readonly tokens: TokenCheck;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly subscriptionId: string;
  /** Who issues the tokens. */
  readonly directory: DirectoryAddresses;
  readonly logger: Logger;
  /** Whoever has it reads the metrics; without it there are none. */
  readonly metricsKey?: string | undefined;
  /** Pages for people; none unless given. */
  readonly portal?: Omit<PortalOptions, 'sessions' | 'logger'> | undefined;
}

/** Every ARM operation that is served: the inventory that tests walk. */
export function apiRoutes(automation: Automation, subscriptionId: string, tenantId: string): Route[] {
  const routes = [
    ...subscriptionRoutes(subscriptionId, tenantId),
    ...resourceGroupRoutes(automation),
    ...assignmentRoutes(automation),
    ...definitionRoutes(),
    ...auditRoutes(automation),
    ...keyRoutes(automation),
    ...accountRoutes(automation),
    ...accountKeyRoutes(automation),
    ...usageRoutes(automation),
    ...limitRoutes(automation),
    ...alertRoutes(automation),
    ...alertRuleRoutes(automation),
    ...alertDestinationRoutes(automation),
    ...identityRoutes(automation),
    ...workerRoutes(automation),
    ...workerGroupRoutes(automation),
    ...hybridWorkerRoutes(automation),
    ...runbookRoutes(automation),
    ...draftRoutes(automation),
    ...deletedRoutes(automation),
    ...reviewRoutes(automation),
    ...policyRoutes(automation),
    ...testJobRoutes(automation),
    ...sourceControlRoutes(automation),
    ...syncJobRoutes(automation),
    ...jobRoutes(automation),
    ...recordRoutes(automation),
    ...scheduleRoutes(automation),
    ...jobScheduleRoutes(automation),
    ...calendarRoutes(automation),
    ...webhookRoutes(automation),
    ...eventSourceRoutes(automation),
    ...variableRoutes(automation),
    ...credentialRoutes(automation),
    ...certificateRoutes(automation),
    ...connectionRoutes(automation),
    ...connectionTypeRoutes(automation),
    ...moduleRoutes(automation),
    ...versionRoutes(automation),
    ...activityRoutes(automation),
    ...environmentRoutes(automation),
    ...packageRoutes(automation),
    ...importRoutes(automation),
    ...feedRoutes(automation),
    ...notOfferedRoutes(),
  ];
  return [...routes, ...providerRoutes(routes)];
}

/** The ARM API over https. */
export function createApi(options: ApiOptions): FastifyInstance {
  const { automation, tokens, tls, subscriptionId, directory, logger } = options;
  const server: FastifyInstance = Fastify({
    https: tls,
    bodyLimit,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    // ARM paths match without regard to case; the spec spells its own provider in two ways.
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 500 },
  }) as unknown as FastifyInstance;

  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch (error) {
      done(problem('BodyInvalid', { detail: 'it is no JSON document' }, error));
    }
  });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  server.decorateRequest('actor', undefined);
  giveLastAnswers(server);
  answerRefusals(server, logger);
  serveCloudMetadata(server, directory);
  serveHealth(server, automation);
  traceRequests(server, automation);
  serveMetrics(server, automation, options.metricsKey);
  if (options.portal !== undefined)
    servePortal(server, { ...options.portal, sessions: automation.portalSessions, logger });
  const routes = apiRoutes(automation, subscriptionId, directory.tenantId);
  serveOpenApi(server, routes);
  for (const route of routes) serveRoute(server, { automation, tokens, subscriptionId }, route);
  return server;
}

/** The worker-link's own server, for a Unix socket: nobody who can only reach the API can reach it. */
export function createLinkServer(options: {
  readonly automation: Automation;
  readonly workerKey: string;
}): FastifyInstance {
  const server = Fastify({
    forceCloseConnections: true,
    serverFactory: (handler) => createServer({ requestTimeout: 0 }, handler),
  });
  giveLastAnswers(server);
  answerLinkRefusals(server);
  workerLinkRoutes(server, admitByKey(options.automation.attempts, options.workerKey));
  return server;
}
