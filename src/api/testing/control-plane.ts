import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Agent, request } from 'undici';

import {
  type Automation,
  type Scheduler,
  createAutomation,
  createDirectory,
  createScheduler,
} from '#automation';
import { clientCertificateToken } from '#client';
import { type Clock, type Logger, newId, newSecret, silentLogger, systemClock } from '#kernel';
import { createQueue } from '#queue';
import { type Database, openVault } from '#store';
import { type RunningTenant, startTenant } from '#tenant';
import { type WorkerLink, createLinkClient } from '#worker-link';

import { afterFile } from '../../store/testing/after-file.ts';
import { testDatabase } from '../../store/testing/test-database.ts';
import {
  type Route,
  apiRoutes,
  createApi,
  createLinkServer,
  createTokenCheck,
  createWebhookListener,
  managementAudiences,
} from '../index.ts';
import { type Who, keysOfProcess } from './keys.ts';
import type { Served } from './served.ts';

export type { Who } from './keys.ts';
export type { Served } from './served.ts';
import { testWorkerEntrance } from './worker-entrance.ts';

/** What each caller may do in the test's subscription. */
const callers = {
  owner: 'Owner',
  contributor: 'Contributor',
  reader: 'Reader',
  stranger: undefined,
} as const satisfies Readonly<Record<Who, string | undefined>>;

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // Tests say themselves what they expect in it.
  readonly json: <Body = Record<string, never>>() => Body;
}

export interface TestCall {
  readonly as?: Who | undefined;
  /** Instead of the caller's own. */
  readonly authorization?: string | undefined;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything of a control plane but its process: real PostgreSQL, real TLS, the embedded tenant as issuer and directory. */
export interface TestControlPlane {
  readonly origin: string;
  readonly caFile: string;
  readonly subscriptionId: string;
  /** `/subscriptions/…/automationAccounts/main`, where the owner has an account. */
  readonly account: string;
  readonly automation: Automation;
  readonly db: Database;
  readonly tenant: RunningTenant;
  readonly link: WorkerLink;
  /** Where workers of groups come in. */
  readonly workerOrigin: string;
  /** Where webhooks are called. */
  readonly webhookOrigin: string;
  /** Posts to an address, as anybody may. */
  post(url: string, call?: Omit<TestCall, 'as' | 'authorization'>): Promise<TestAnswer>;
  /** Not started: `round` fires what is due by the clock. */
  readonly scheduler: Scheduler;
  readonly identityKeys: string;
  /** Reads `/metrics`. */
  readonly metricsKey: string;
  readonly routes: readonly Route[];
  /** Asks Graph of the tenant as the control plane does: what the directory really holds. */
  directoryGet<Answer = unknown>(path: string): Promise<Answer>;
  /** Every answer so far, in the order in which they went out. */
  readonly served: readonly Served[];
  /** How an application signs in, for clients that do it themselves. */
  readonly signIn: (who: Who) => { readonly clientId: string; readonly pemFile: string };
  token(who: Who, resource?: string): Promise<string>;
  /** Of its service principal. */
  objectId(who: Who): string;
  call(method: string, path: string, call?: TestCall): Promise<TestAnswer>;
}

interface TestOptions {
  readonly logger?: Logger;
  readonly defaultRoles?: readonly string[];
  /** Of the domain; tokens go by the real one. */
  readonly clock?: Clock;
}

/** Call it at the top of a test file's `beforeAll`; it cleans up after the file's last test. */
export async function testControlPlane(options: TestOptions = {}): Promise<TestControlPlane> {
  const { logger = silentLogger, clock = systemClock, defaultRoles } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-api-'));
  const { db } = await testDatabase();
  afterFile(async () => {
    for (const close of closing.toReversed()) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const { caPem, tls, apps } = await keysOfProcess();
  const appOf = (name: keyof typeof apps) => apps[name];

  const graph = 'https://graph.microsoft.com';
  const tenant = await startTenant({
    tls,
    trustedApps: Object.entries(apps).map(([name, { clientId, certificatePem }]) => ({
      clientId,
      displayName: name,
      certificatePem,
      roles:
        name === 'controlPlane'
          ? [
              { resource: graph, role: 'Application.ReadWrite.All' },
              { resource: graph, role: 'AppRoleAssignment.ReadWrite.All' },
              { resource: 'api://tenantry-tenant', role: 'Tenant.Manage' },
            ]
          : [],
    })),
  });
  closing.push(() => tenant.close());

  const queue = createQueue({ db, logger });
  await queue.start();
  closing.push(() => queue.stop());
  const { origin: tenantOrigin, tenantId } = tenant;
  const directory = createDirectory({ origin: tenantOrigin, tenantId, caPem, clock: systemClock });
  closing.push(() => directory.close());
  const hooks = createWebhookListener({
    receiver: { receive: (call) => automation.webhookReceiver.receive(call) },
    events: {
      admit: (caller, kind) => automation.eventReceiver.admit(caller, kind),
      receive: (call) => automation.eventReceiver.receive(call),
    },
    tls,
    trustedProxies: ['127.0.0.1'],
    logger,
  });
  await hooks.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => hooks.close());
  const identityKeys = mkdtempSync(join(folder, 'identities-'));
  const webhookOrigin = `https://127.0.0.1:${(hooks.server.address() as AddressInfo).port}`;
  const vault = openVault({ keyFile: join(folder, 'kek.json') });
  const entrance = await testWorkerEntrance(tls, caPem, logger);
  const automation: Automation = createAutomation({
    db,
    queue,
    vault,
    directory,
    controlPlane: appOf('controlPlane'),
    identityKeyFolder: identityKeys,
    logger,
    clock,
    webhookOrigin,
    ...(defaultRoles !== undefined && { defaultRoles }),
    workerEntrance: entrance.facts,
  });
  closing.push(await entrance.open(automation));
  const scheduler = createScheduler({ db, queue, vault, logger: silentLogger, clock });

  const subscriptionId = newId();
  const metricsKey = newSecret();
  const tokens = createTokenCheck({
    authority: `${tenant.origin}/${tenant.tenantId}`,
    caPem,
    audiences: managementAudiences,
    clock: systemClock,
  });
  closing.push(() => tokens.close());
  const api = createApi({
    automation,
    tokens,
    tls,
    subscriptionId,
    directory: tenant,
    logger: automation.redactors.logger(logger),
    metricsKey,
  });
  const served: Served[] = [];
  api.addHook('onSend', async (request, reply, body) => {
    const { method, url, routeOptions } = request;
    served.push({
      route: routeOptions.config.route,
      method,
      url,
      userAgent: request.headers['user-agent'] ?? '',
      status: reply.statusCode,
      headers: reply.getHeaders(),
      body: typeof body === 'string' ? body : undefined,
    });
    return body;
  });
  await api.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => api.close());
  const origin = `https://127.0.0.1:${(api.server.address() as AddressInfo).port}`;

  const workerKey = newSecret();
  const socketPath = join(folder, 'link.sock');
  const linkServer = createLinkServer({ automation, workerKey });
  await linkServer.listen({ path: socketPath });
  closing.push(() => linkServer.close());
  const link = createLinkClient({ address: { socketPath }, workerKey, logger });
  closing.push(() => link.close());

  const principals = await Promise.all(
    (Object.keys(callers) as Who[]).map(async (who) => {
      const filter = encodeURIComponent(`appId eq '${appOf(who).clientId}'`);
      const { value } = await directory.graph<{ value: { id: string }[] }>(
        appOf('controlPlane'),
        'GET',
        `/servicePrincipals?$filter=${filter}`,
      );
      return { who, role: callers[who], objectId: value[0]!.id };
    }),
  );
  for (const { role, objectId } of principals) {
    if (role !== undefined) await automation.access.grant(objectId, role, `/subscriptions/${subscriptionId}`);
  }

  const sources = new Map<string, () => Promise<string>>();
  const token = (who: Who, resource = 'https://management.azure.com'): Promise<string> => {
    const name = `${who} ${resource}`;
    const source =
      sources.get(name) ??
      clientCertificateToken({
        ...appOf(who),
        authority: tenant.origin,
        tenantId: tenant.tenantId,
        scope: `${resource}/.default`,
        ca: caPem,
      });
    sources.set(name, source);
    return source();
  };
  const agent = new Agent({ connect: { ca: caPem } });
  closing.push(() => agent.close());
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, caPem);
  async function send(
    method: string,
    url: URL,
    { json, text, bytes, headers = {} }: Omit<TestCall, 'as' | 'authorization'>,
  ): Promise<TestAnswer> {
    const answer = await request(url, {
      dispatcher: agent,
      method: method as 'GET',
      headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(text !== undefined && { body: text }),
      ...(bytes !== undefined && { body: bytes }),
    });
    const body = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: body,
      json: <Body>() => JSON.parse(body) as Body,
    };
  }

  const plane: TestControlPlane = {
    origin,
    caFile,
    subscriptionId,
    account: `/subscriptions/${subscriptionId}/resourceGroups/tenantry/providers/Microsoft.Automation/automationAccounts/main`,
    automation,
    db,
    tenant,
    link,
    scheduler,
    webhookOrigin,
    workerOrigin: entrance.facts.origin,
    identityKeys,
    metricsKey,
    routes: apiRoutes(automation, subscriptionId, tenant.tenantId),
    directoryGet: (path) => directory.graph(appOf('controlPlane'), 'GET', path),
    served,
    signIn(who) {
      const { clientId, privateKeyPem, certificatePem } = appOf(who);
      const pemFile = join(folder, `${who}.pem`);
      writeFileSync(pemFile, `${privateKeyPem}${certificatePem}`, { mode: 0o600 });
      return { clientId, pemFile };
    },
    token,
    objectId: (who) => principals.find((each) => each.who === who)!.objectId,
    call: async (method, path, { as = 'owner', authorization, headers = {}, ...rest } = {}) =>
      send(method, new URL(path, origin), {
        ...rest,
        headers: { authorization: authorization ?? `Bearer ${await token(as)}`, ...headers },
      }),
    post: (url, call = {}) => send('POST', new URL(url), call),
  };
  const { account } = await automation.accounts.put(
    { subscriptionId, resourceGroup: 'tenantry', name: 'main' },
    {},
    { objectId: 'test' },
  );
  // A test does in a second what people do in a day; tests of limits set their own.
  const limits = { newJobsPer30Seconds: 10_000, moduleImportsPer30Seconds: 10_000 };
  await automation.limits.update(account, limits, { objectId: 'test' });
  return plane;
}

/** The api-version that most calls of a test carry. */
export const version = 'api-version=2024-10-23';
