import { createPrivateKey } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import {
  createApi,
  createLinkServer,
  createTokenCheck,
  createWebhookListener,
  createWorkerListener,
  managementAudiences,
} from '#api';
import {
  type Account,
  type Actor,
  type AppKey,
  type Automation,
  type WorkerEntrance,
  anchorAt,
  createAutomation,
  createDirectory,
  createHousekeeping,
  createOtlpTracer,
  createScheduler,
  createSealing,
  otlpSettings,
} from '#automation';
import { type KeyAndCertificate, fingerprintOf, issueServerCertificate } from '#certificates';
import { problem, systemClock } from '#kernel';
import { createQueue } from '#queue';
import { keySource, migrate, oneAfterAnother, openDatabase, openVault, proveVault } from '#store';

import { installationExpiries } from '../home/expiries.ts';
import { type Home, homeLayout, packageRoot, packageVersion } from '../home/layout.ts';
import type { WorkerEntranceSettings } from '../launcher/messages.ts';
import { publishGallery } from './gallery.ts';
import { openPortal } from './portal.ts';
import { runProcess } from './run-process.ts';

/** Whoever sets things up at start: it stands in the audit under this name. */
const system: Actor = { objectId: 'tenantry' };

const resumeMilliseconds = 60_000;
/** Whoever has it sets up. The number is arbitrary, and ours alone in this database. */
const setUpLock = 7_443_004;

runProcess(async (settings, logger) => {
  const { installation, tenant, database } = settings;
  if (tenant === undefined || database === undefined)
    throw problem('Internal', { detail: 'the control plane was told too little' });
  const home = homeLayout(settings.home);
  const read = (path: string): Promise<string> => readFile(path, 'utf8');
  const [caPem, key, cert, workerKey, metricsKey, privateKeyPem, certificatePem, auditKey] =
    (await Promise.all(
      [
        `${home.authority}.pem`,
        `${home.server}.key`,
        `${home.server}.pem`,
        home.workerKey,
        home.metricsKey,
        `${home.controlPlaneApp}.key`,
        `${home.controlPlaneApp}.pem`,
        home.auditKey,
      ].map(read),
    )) as [string, string, string, string, string, string, string, string];

  const db = openDatabase({ connection: database, logger });
  await migrate(db, join(packageRoot, 'sql'));
  const vault = openVault({ keys: keySource(home.keyEncryptionKey, process.env) });
  await proveVault(db, vault, home.keyEncryptionKey);
  const queue = createQueue({ db, logger });
  await queue.start();

  const directory = createDirectory({ ...tenant, caPem, clock: systemClock });
  const controlPlane: AppKey = { clientId: installation.controlPlaneClientId, privateKeyPem, certificatePem };
  const collector = otlpSettings(process.env, packageVersion());
  const tracer = collector === undefined ? undefined : createOtlpTracer(collector, logger);
  const entrance = settings.workers === undefined ? undefined : await openEntrance(home, settings.workers);
  const automation = createAutomation({
    db,
    queue,
    vault,
    directory,
    controlPlane,
    identityKeyFolder: home.identityKeys,
    logger,
    clock: systemClock,
    webhookOrigin: settings.webhooks.origin,
    expiries: await installationExpiries(home),
    ...(tracer !== undefined && { tracer }),
    workerEntrance: entrance,
  });
  const tokens = createTokenCheck({
    authority: `${tenant.origin}/${tenant.tenantId}`,
    caPem,
    audiences: managementAudiences,
    clock: systemClock,
  });
  const portal = await openPortal(home, installation, tenant, caPem);
  const link = createLinkServer({ automation, workerKey: workerKey.trim() });
  await rm(home.linkSocket, { force: true });
  await link.listen({ path: home.linkSocket });
  const api = createApi({
    automation,
    tokens,
    tls: { key, cert },
    subscriptionId: installation.subscriptionId,
    directory: tenant,
    logger: automation.redactors.logger(logger),
    metricsKey: metricsKey.trim(),
    portal: portal.options,
  });
  automation.metrics.meter.set('tenantry_build_info', 1, { version: packageVersion() });

  const sealing = createSealing({
    db,
    privateKey: createPrivateKey(auditKey),
    anchors: [`file:${home.auditSeals}`, ...settings.auditAnchors].map(anchorAt),
    logger,
    clock: systemClock,
  });
  const housekeeping = createHousekeeping({
    db,
    queue,
    logger,
    startDueSyncs: () => automation.syncJobs.startDue(),
  });
  const scheduler = createScheduler({ db, queue, vault, logger, clock: systemClock });
  // Two that start together must not both make the account's identity.
  const account = await oneAfterAnother(db, setUpLock, async () => {
    const made = await ensureAccount(automation, installation);
    await grantCli(automation, directory, controlPlane, installation);
    return made;
  });
  await Promise.all([
    publishGallery(automation, account, system),
    portal.register(directory, controlPlane, settings.apiPort).then((registered) => {
      if (!registered)
        logger.warn(
          'nobody can sign in to the portal here until the tenant is of this release and this is started again',
        );
    }),
  ]);
  await api.listen({ host: '127.0.0.1', port: settings.apiPort });
  const { host, port: webhookPort, trustedProxies } = settings.webhooks;
  const webhooks = createWebhookListener({
    receiver: automation.webhookReceiver,
    events: automation.eventReceiver,
    tls: { key, cert },
    trustedProxies,
    logger,
  });
  await webhooks.listen({ host, port: webhookPort });
  const workers =
    entrance === undefined
      ? undefined
      : createWorkerListener({
          automation,
          tls: entrance.tls,
          workerAuthority: entrance.authority.certificatePem,
          managementOrigin: `https://127.0.0.1:${settings.apiPort}`,
          logger,
        });
  await workers?.listen({ host: settings.workers?.host ?? '127.0.0.1', port: settings.workers?.port ?? 0 });
  sealing.start();
  housekeeping.start();
  automation.silenceWatch.start();
  scheduler.start();
  automation.alerting.start();
  automation.subscriptionKeeper.start();
  void automation.keyRotation
    .start()
    .catch((error: unknown) =>
      logger.warn('whether a rotation of keys is unfinished is not known', { error }),
    );
  // Imports that a control plane left when it died; at start, and then now and then.
  const resume = (): void =>
    void automation.galleryImports
      .resume()
      .catch((error: unknown) => logger.warn('imports of modules could not be taken on', { error }));
  resume();
  const resuming = setInterval(resume, resumeMilliseconds);
  const { port } = api.server.address() as AddressInfo;
  return {
    facts: { origin: `https://127.0.0.1:${port}` },
    async stop() {
      clearInterval(resuming);
      await webhooks.close();
      await workers?.close();
      await api.close();
      await automation.alerting.stop();
      await scheduler.stop();
      await automation.subscriptionKeeper.stop();
      await housekeeping.stop();
      await automation.silenceWatch.stop();
      await sealing.stop();
      await automation.keyRotation.stop();
      await queue.stop();
      await link.close();
      await tokens.close();
      await portal.close();
      await directory.close();
      await tracer?.stop();
      await db.close();
    },
  };
});

const ownNames = ['localhost', '127.0.0.1', '::1'];

/** The server's certificate has the name by which workers come, and the authority behind it, which they pin. */
async function openEntrance(home: Home, { origin }: WorkerEntranceSettings): Promise<Entrance> {
  const [authority, server, workerAuthority] = (await Promise.all(
    [home.authority, home.server, home.workerAuthority].map(readPair),
  )) as [KeyAndCertificate, KeyAndCertificate, KeyAndCertificate];
  const name = new URL(origin).hostname.replaceAll(/^\[|\]$/g, '');
  const pair = ownNames.includes(name)
    ? server
    : await issueServerCertificate(authority, { hosts: [name, ...ownNames] });
  return {
    origin,
    fingerprint: fingerprintOf(authority.certificatePem),
    authority: workerAuthority,
    tls: { key: pair.privateKeyPem, cert: `${pair.certificatePem}${authority.certificatePem}` },
  };
}

interface Entrance extends WorkerEntrance {
  readonly tls: { readonly key: string; readonly cert: string };
}

async function readPair(path: string): Promise<KeyAndCertificate> {
  const [privateKeyPem, certificatePem] = await Promise.all([
    readFile(`${path}.key`, 'utf8'),
    readFile(`${path}.pem`, 'utf8'),
  ]);
  return { privateKeyPem, certificatePem };
}

interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly account: string;
  readonly cliClientId: string;
}

async function ensureAccount(automation: Automation, place: Place): Promise<Account> {
  const path = {
    subscriptionId: place.subscriptionId,
    resourceGroup: place.resourceGroup,
    name: place.account,
  };
  const known = await automation.accounts.find(path);
  if (known?.identity !== undefined) return known;
  return (await automation.accounts.put(path, {}, system)).account;
}

/** The command line's service principal owns the subscription: it is the way in that the first start makes. */
async function grantCli(
  automation: Automation,
  directory: ReturnType<typeof createDirectory>,
  controlPlane: AppKey,
  { subscriptionId, cliClientId }: Place,
): Promise<void> {
  const filter = encodeURIComponent(`appId eq '${cliClientId}'`);
  const { value } = await directory.graph<{ value: { id: string }[] }>(
    controlPlane,
    'GET',
    `/servicePrincipals?$filter=${filter}`,
  );
  const [principal] = value;
  if (principal === undefined)
    throw problem('DirectoryRefused', { detail: 'the command line has no service principal' });
  await automation.access.grant(principal.id, 'Owner', `/subscriptions/${subscriptionId}`);
}
