import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestControlPlane, testControlPlane } from '../../src/api/testing/control-plane.ts';
import { type FeedServer, startFeedServer } from '../../src/gallery/testing/feed-server.ts';
import { brokenSource, work } from '../conformance/worker.ts';
import * as sample from '../../src/certificates/testing/sample-pfx.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('programs/arm-automation.ts', import.meta.url));
const working = new AbortController();
let plane: TestControlPlane;
let feed: FeedServer;
let worker: Promise<void>;

beforeAll(async () => {
  [plane, feed] = await Promise.all([testControlPlane(), startFeedServer()]);
  worker = work(plane.link, working.signal);
});
afterAll(async () => {
  working.abort();
  await Promise.all([worker, feed.close()]);
});

test('@azure/arm-automation 10.1.1, as it comes: account → runbook → draft → publish → job → streams', async () => {
  const { clientId, pemFile } = plane.signIn('owner');
  const packed = Buffer.from('a package');
  feed.packages.push({ name: 'Contoso.Tools', version: '1.2.0', content: packed });
  await plane.automation.feeds.put(
    { name: 'PSGallery', url: feed.v2, hosts: [], allowPrivate: true },
    { objectId: 'test' },
  );
  const { stdout } = await run(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      NODE_EXTRA_CA_CERTS: plane.caFile,
      ARM_ORIGIN: plane.origin,
      SUBSCRIPTION_ID: plane.subscriptionId,
      AZURE_AUTHORITY_HOST: plane.tenant.origin,
      AZURE_TENANT_ID: plane.tenant.tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_CERTIFICATE_PATH: pemFile,
      RUNBOOK_SOURCE: "// Grüße\nexport default 'greet';\n",
      CERTIFICATE: sample.certificateAlone,
      BROKEN_SOURCE: brokenSource,
      MODULE_URI: 'https://www.powershellgallery.com/api/v2/package/Contoso.Tools/1.2.0',
      MODULE_SHA256: createHash('sha256').update(packed).digest('hex'),
    },
  });
  expect(JSON.parse(stdout)).toEqual({
    operations: true,
    'missing account': [404, 'ResourceNotFound'],
    account: { name: 'sdk-account', state: 'Ok', tags: { made: 'by the SDK' }, sku: 'Basic' },
    'account again': 200,
    accounts: ['main', 'sdk-account'],
    'missing runbook': [404, 'NotFound'],
    'new runbook': { state: 'New', type: 'TypeScript', etag: 'string' },
    'publishing nothing': [400, 'BadRequest'],
    draft: true,
    'draft in edit': true,
    published: { state: 'Published', parameters: ['who'] },
    content: true,
    broken: expect.stringContaining('greet.ts(2,5): Expected ";"'),
    undone: 'OK',
    runbooks: [['greet', 'Published']],
    variables: [
      ['greeting', '"Hello"', false],
      ['hidden', null, true],
    ],
    credential: { userName: 'svc', description: 'sends' },
    'deleted credential': [404, 'NotFound'],
    certificate: [sample.thumbprint, 2126, 'opens'],
    connection: ['Api', { Address: 'https://billing.contoso.com', Key: null }],
    'deleted certificate': [404, 'NotFound'],
    'connection types': ['Azure', 'AzureClassicCertificate', 'AzureServicePrincipal'],
    module: ['Succeeded', '1.2.0', 2, null],
    modules: ['Contoso.Tools'],
    'deleted module': [404, 'NotFound'],
    'created job': { status: 'New', named: true, other: true },
    'ended job': { status: 'Completed', provisioningState: 'Succeeded', exception: null },
    streams: [['Output', 'Hello Ada', null]],
    stream: { text: 'Hello Ada\r\n', value: { greeting: 'Hello Ada' } },
    output: 'Hello Ada\r\n',
    jobs: 1,
    'stopping what ended': [400, 'BadRequest'],
    'unknown parameter': [400, 'BadRequest'],
    'runbooks at the end': 0,
    'account at the end': [404, 'ResourceNotFound'],
  });
});
