/**
 * A program of somebody who has never heard of Tenantry: @azure/arm-automation 10.1.1 and @azure/identity as they come
 * from npm. It makes an account, a runbook and a job, reads what the job wrote, and prints what it saw as one JSON
 * document. What it needs to know comes in the environment; the local CA comes by NODE_EXTRA_CA_CERTS.
 */
import { buffer } from 'node:stream/consumers';

import { AutomationClient } from '@azure/arm-automation';
import { ClientCertificateCredential } from '@azure/identity';

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const credential = new ClientCertificateCredential(
  env('AZURE_TENANT_ID'),
  env('AZURE_CLIENT_ID'),
  env('AZURE_CLIENT_CERTIFICATE_PATH'),
  {
    authorityHost: env('AZURE_AUTHORITY_HOST'),
    disableInstanceDiscovery: true,
  },
);
const client = new AutomationClient(credential, env('SUBSCRIPTION_ID'), 'status', {
  baseUri: env('ARM_ORIGIN'),
  // Its default is half a minute between two polls, whatever Retry-After says.
  longRunningOperationRetryTimeout: 0,
});
const at = ['sdk-group', 'sdk-account'] as const;
const seen: Record<string, unknown> = {};

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: { code?: string; statusCode?: number }) => [error.statusCode, error.code],
  );

seen['operations'] = (await client.operations.list()).some(
  ({ name }) => name === 'Microsoft.Automation/automationAccounts/runbooks/write',
);
seen['missing account'] = await codeOf(client.automationAccount.get(...at));
const account = await client.automationAccount.createOrUpdate(...at, {
  location: 'local',
  sku: { name: 'Basic' },
  tags: { made: 'by the SDK' },
});
seen['account'] = { name: account.name, state: account.state, tags: account.tags, sku: account.sku?.name };
seen['account again'] = (
  await client.automationAccount.createOrUpdate(...at, { location: 'local', tags: {} })
)._response.status;
seen['accounts'] = (await client.automationAccount.list()).map(({ name }) => name);

seen['missing runbook'] = await codeOf(client.runbook.get(...at, 'greet'));
const runbook = await client.runbook.createOrUpdate(...at, 'greet', {
  location: 'local',
  // The package's own list of types ends before ours.
  runbookType: 'TypeScript' as 'Script',
  logVerbose: true,
  description: 'says hello',
  draft: {},
});
seen['new runbook'] = { state: runbook.state, type: runbook.runbookType, etag: typeof runbook.etag };
seen['publishing nothing'] = await codeOf(client.runbook.publish(...at, 'greet'));

await client.runbookDraft.replaceContent(...at, 'greet', env('RUNBOOK_SOURCE'));
const draft = await client.runbookDraft.getContent(...at, 'greet');
seen['draft'] = String(await buffer(draft.readableStreamBody!)) === env('RUNBOOK_SOURCE');
seen['draft in edit'] = (await client.runbookDraft.get(...at, 'greet')).inEdit;
await client.runbook.publish(...at, 'greet');
const published = await client.runbook.get(...at, 'greet');
seen['published'] = { state: published.state, parameters: Object.keys(published.parameters ?? {}) };
const content = await client.runbook.getContent(...at, 'greet');
seen['content'] = String(await buffer(content.readableStreamBody!)) === env('RUNBOOK_SOURCE');

await client.runbookDraft.replaceContent(...at, 'greet', env('BROKEN_SOURCE'));
seen['broken'] = await client.runbook.publish(...at, 'greet').then(
  () => 'no error',
  (error: { code?: string; message?: string; body?: { message?: string } }) =>
    error.body?.message ?? error.message,
);
seen['undone'] = (await client.runbookDraft.undoEdit(...at, 'greet')).statusCode;
seen['runbooks'] = (await client.runbook.listByAutomationAccount(...at)).map(({ name, state }) => [
  name,
  state,
]);

await client.variable.createOrUpdate(...at, 'greeting', {
  name: 'greeting',
  value: '"Hello"',
  isEncrypted: false,
});
await client.variable.createOrUpdate(...at, 'hidden', {
  name: 'hidden',
  value: '"secret"',
  isEncrypted: true,
});
const variables = await client.variable.listByAutomationAccount(...at);
seen['variables'] = variables.map(({ name, value, isEncrypted }) => [name, value ?? null, isEncrypted]);
await client.credential.createOrUpdate(...at, 'mailer', {
  name: 'mailer',
  userName: 'svc',
  password: 'secret',
});
await client.credential.update(...at, 'mailer', { name: 'mailer', description: 'sends' });
const mailer = await client.credential.get(...at, 'mailer');
seen['credential'] = { userName: mailer.userName, description: mailer.description };
await client.credential.deleteMethod(...at, 'mailer');
seen['deleted credential'] = await codeOf(client.credential.get(...at, 'mailer'));

await client.certificate.createOrUpdate(...at, 'sign-in', {
  name: 'sign-in',
  base64Value: env('CERTIFICATE'),
  isExportable: true,
});
const certificate = await client.certificate.update(...at, 'sign-in', {
  name: 'sign-in',
  description: 'opens',
});
seen['certificate'] = [
  certificate.thumbprint,
  certificate.expiryTime?.getUTCFullYear(),
  certificate.description,
];
await client.connectionType.createOrUpdate(...at, 'Api', {
  name: 'Api',
  fieldDefinitions: {
    Address: { type: 'System.String' },
    Key: { type: 'System.String', isEncrypted: true, isOptional: true },
  },
});
await client.connection.createOrUpdate(...at, 'billing', {
  name: 'billing',
  connectionType: { name: 'Api' },
  fieldDefinitionValues: { Address: 'https://billing.contoso.com', Key: 'hidden' },
});
const { connectionType, fieldDefinitionValues } = await client.connection.get(...at, 'billing');
seen['connection'] = [connectionType?.name, fieldDefinitionValues];
await client.connection.deleteMethod(...at, 'billing');
await client.connectionType.deleteMethod(...at, 'Api');
await client.certificate.deleteMethod(...at, 'sign-in');
seen['deleted certificate'] = await codeOf(client.certificate.get(...at, 'sign-in'));
seen['connection types'] = (await client.connectionType.listByAutomationAccount(...at)).map(
  (type) => type.name,
);

await client.module.createOrUpdate(...at, 'Contoso.Tools', {
  contentLink: {
    uri: env('MODULE_URI'),
    version: '1.2.0',
    contentHash: { algorithm: 'SHA256', value: env('MODULE_SHA256') },
  },
});
let module = await client.module.get(...at, 'Contoso.Tools');
while (!['Succeeded', 'Failed'].includes(module.provisioningState ?? '')) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  module = await client.module.get(...at, 'Contoso.Tools');
}
seen['module'] = [module.provisioningState, module.version, module.activityCount, module.error?.code ?? null];
seen['modules'] = (await client.module.listByAutomationAccount(...at)).map((each) => each.name);
await client.module.deleteMethod(...at, 'Contoso.Tools');
seen['deleted module'] = await codeOf(client.module.get(...at, 'Contoso.Tools'));

const name = crypto.randomUUID();
const created = await client.job.create(...at, name, {
  runbook: { name: 'greet' },
  parameters: { who: 'Ada' },
});
seen['created job'] = { status: created.status, named: created.name === name, other: created.jobId !== name };
let job = await client.job.get(...at, name);
while (!['Completed', 'Failed', 'Stopped'].includes(job.status ?? '')) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  job = await client.job.get(...at, job.jobId!);
}
seen['ended job'] = {
  status: job.status,
  provisioningState: job.provisioningState,
  exception: job.exception ?? null,
};
const streams = await client.jobStream.listByJob(...at, name, {
  filter: "properties/streamType eq 'Output'",
});
seen['streams'] = streams.map(({ streamType, summary, streamText }) => [
  streamType,
  summary,
  streamText ?? null,
]);
const first = await client.jobStream.get(...at, name, streams[0]!.jobStreamId!);
seen['stream'] = { text: first.streamText, value: first.value };
const output = await client.job.getOutput(...at, name);
seen['output'] =
  output.readableStreamBody === undefined ? 'no stream' : String(await buffer(output.readableStreamBody));
seen['jobs'] = (
  await client.job.listByAutomationAccount(...at, { filter: "properties/status eq 'Completed'" })
).length;
seen['stopping what ended'] = await codeOf(client.job.stop(...at, name));
seen['unknown parameter'] = await codeOf(
  client.job.create(...at, crypto.randomUUID(), {
    runbook: { name: 'greet' },
    parameters: { who: 'a', whom: 'b' },
  }),
);

await client.runbook.deleteMethod(...at, 'greet');
seen['runbooks at the end'] = (await client.runbook.listByAutomationAccount(...at)).length;
await client.automationAccount.deleteMethod(...at);
seen['account at the end'] = await codeOf(client.automationAccount.get(...at));

process.stdout.write(JSON.stringify(seen));
