import { readFileSync } from 'node:fs';

import { beforeAll } from 'vitest';

import { isoTime, newId, silentLogger } from '#kernel';
import { type Queue, createQueue, jobTopic } from '#queue';
import type { WorkerLink } from '#worker-link';

import { afterFile } from '../../store/testing/after-file.ts';
import * as sample from '../../certificates/testing/sample-pfx.ts';
import { workerLinkSuite } from '../../worker-link/testing/conformance.ts';
import type { LinkUnderTest } from '../../worker-link/testing/link-under-test.ts';
import { buildEverything, publishRunbook } from '../testing/builder.ts';
import { type TestControlPlane, testControlPlane } from '../testing/control-plane.ts';
import { joinGroup } from '../testing/joined-worker.ts';

const actor = { objectId: 'test' };
const artifact = 'export default "greet"';
const variable = 'counter';
const certificate = {
  name: 'sign-in',
  thumbprint: sample.thumbprint,
  expiresOn: '2126-11-01T17:25:48.000Z',
  isExportable: true,
  hasPrivateKey: true,
  content: sample.openPfx,
  password: '',
};
const connection = {
  name: 'billing',
  connectionType: 'Api',
  fields: { Address: 'https://billing.contoso.com', Key: 'k3y-"quoted"' },
  secretFields: ['Key'],
};
const credential = { name: 'mailbox', userName: 'robot', password: 'p&ss "word"' };

let plane: TestControlPlane;
let queue: Queue;

beforeAll(async () => {
  plane = await testControlPlane();
  queue = createQueue({ db: plane.db, logger: silentLogger });
  await queue.start();
  // Before the database that it uses is closed.
  afterFile(() => queue.stop());
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', artifact);
  published.abort();
  await building;
  const { assets, runbooks } = plane.automation;
  const account = await mainAccount();
  await assets.variables.put(account, variable, { value: '0', isEncrypted: true }, actor);
  await assets.credentials.put(account, credential.name, credential, actor);
  const uploaded = { content: sample.pfx, password: sample.password, isExportable: true };
  await assets.certificates.put(account, certificate.name, uploaded, actor);
  const text = { type: 'System.String', isOptional: false };
  const fields = { Address: { ...text, isEncrypted: false }, Key: { ...text, isEncrypted: true } };
  await assets.connectionTypes.put(account, 'Api', fields, false, actor);
  const { name, connectionType, fields: fieldValues } = connection;
  await assets.connections.put(account, name, { connectionType, fieldValues }, actor);
  await runbooks.put(account, 'built', { type: 'TypeScript' }, actor);
});

function mainAccount() {
  const { automation, subscriptionId } = plane;
  return automation.accounts.get({ subscriptionId, resourceGroup: 'tenantry', name: 'main' });
}

async function newJob(who = 'somebody', runOn?: string): Promise<string> {
  const input = { name: newId(), runbook: 'greet', parameters: { who }, runOn };
  return (await plane.automation.jobs.create(await mainAccount(), input, actor)).id;
}

/** The control plane of this test, reached by that link. */
function underTest(link: WorkerLink, group?: { readonly id: string; readonly name: string }): LinkUnderTest {
  const { automation } = plane;
  const { jobs, records, runbooks, publishing, operations, assets } = automation;
  return {
    link,
    artifact,
    variable,
    credential,
    certificate,
    connection,
    newJob: (who) => newJob(who, group?.name),
    ...(group !== undefined && { runOn: group.name }),
    runbook: 'greet',
    async newBuild(source) {
      const account = await mainAccount();
      await runbooks.putDraft(account, 'built', source, actor);
      return publishing.publish(account, 'built', actor);
    },
    buildStatus: async (id) => (await operations.get((await mainAccount()).id, id)).status,
    stop: async (jobId) => jobs.stop(await mainAccount(), jobId, actor),
    // What the queue itself does with a claim whose heartbeats stay away.
    abandon: (id) => queue.release({ topic: jobTopic(group?.id ?? null), id }),
    async traces(jobId) {
      const { id: accountId } = await mainAccount();
      const { status, startedAt, exception } = await jobs.get(accountId, jobId);
      const streams = await records.streams(jobId, {});
      return {
        status,
        startedAt: startedAt === null ? undefined : isoTime(startedAt.getTime()),
        exception: exception ?? undefined,
        streams: streams.items.map(({ attempt, text, value }) => ({ attempt, text, value })),
        calls: (await records.calls(jobId)).map(({ attempt, pathTemplate }) => ({ attempt, pathTemplate })),
        steps: (await records.steps(jobId)).map(({ attempt, name }) => ({ attempt, name })),
        variable: await assets.valueForJob(accountId, variable, 'test-job'),
      };
    },
  };
}

workerLinkSuite('the worker-link of the domain', async () => underTest(plane.automation.attempts));
workerLinkSuite('the worker-link over HTTP on a Unix socket', async () => underTest(plane.link));
workerLinkSuite(
  'the worker-link of a worker that joined a group, over mutual TLS',
  async () => {
    const { link } = await joinGroup(plane, readFileSync(plane.caFile, 'utf8'), 'onprem');
    afterFile(() => link.close());
    return underTest(link, await plane.automation.workerGroups.get((await mainAccount()).id, 'onprem'));
  },
  { builds: false },
);
