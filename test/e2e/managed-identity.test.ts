import { existsSync } from 'node:fs';

import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

const powerShell = new URL('../../hosts/powershell/out/Tenantry.PowerShell.Host.dll', import.meta.url);
let test_: TestSystem;
beforeAll(async () => {
  test_ = await startSystem();
});
afterAll(() => test_.stop());

/** A runbook may import no package of its own yet, so the clients come inside its text, as they are in npm. */
const program = `
  import { ManagedIdentityCredential } from '@azure/identity';
  import { Client, PageIterator } from '@microsoft/microsoft-graph-client';
  import { defineRunbook } from 'tenantry/runbook';
  import { z } from 'zod';

  export default defineRunbook({
    parameters: z.object({}),
    async run() {
      const { token } = await new ManagedIdentityCredential().getToken('https://graph.microsoft.com/.default');
      const graph = Client.init({ authProvider: (done) => done(null, token) });
      let users = 0;
      const first = await graph.api('/users').top(100).select('id').get();
      await new PageIterator(graph, first, () => ++users > 0).iterate();
      return { users, token };
    },
  });
`;

const byName = `
  import { ManagedIdentityCredential } from '@azure/identity';
  import { defineRunbook } from 'tenantry/runbook';
  import { z } from 'zod';

  export default defineRunbook({
    parameters: z.object({ clientId: z.string(), objectId: z.string(), resourceId: z.string() }),
    async run({ params, identity }) {
      const who = [];
      for (const [name, value] of Object.entries(params)) {
        const { token } = await new ManagedIdentityCredential({ [name]: value }).getToken('https://graph.microsoft.com/.default');
        // The job's own token is bound to the gateway; its claims stay readable.
        who.push(JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).oid);
      }
      const { clientId } = params;
      for (const token of [
        await identity.token('https://graph.microsoft.com', { clientId }),
        await identity.token('https://graph.microsoft.com'),
      ])
        who.push(JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).oid);
      return who;
    },
  });
`;

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'esm',
    external: ['tenantry/runbook', 'zod'],
    banner: {
      js: `// @ts-nocheck\nimport { createRequire } from 'node:module';\nconst require = createRequire('/');`,
    },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

async function outputOf(name: string): Promise<string[]> {
  const output: string[] = [];
  for await (const event of test_.session.client.jobs.follow(name))
    if (event.kind === 'stream' && event.record.streamType === 'Output') output.push(event.record.streamText);
  return output;
}

test('ManagedIdentityCredential of @azure/identity, unmodified, signs a job in, and the Graph client pages users', async () => {
  await test_.publish('with-sdk', await bundled(program));
  const name = await test_.startJob('with-sdk');
  expect(await test_.ended(name)).toMatchObject({ status: 'Completed', exception: null });
  const output = await outputOf(name);
  // The token was delivered to the job, so no stream shows it.
  expect(JSON.parse(output.join(''))).toEqual({ users: expect.any(Number), token: '***' });
  const calls = await test_.session.client.jobs.calls(name);
  expect(calls.filter(({ pathTemplate }) => pathTemplate === '/v1.0/users').length).toBeGreaterThan(1);
});

test('a job takes an identity that its account was given, by client id, object id and resource id', async () => {
  const { identities } = test_.session.client;
  const made = await identities.create('reader', { graphPermissions: ['User.Read.All'] });
  await identities.assign('reader');
  await test_.publish('by-name', await bundled(byName));
  const { clientId, principalId, id: resourceId } = made;
  const name = await test_.startJob('by-name', { clientId, objectId: principalId, resourceId });
  expect(await test_.ended(name)).toMatchObject({ status: 'Completed', exception: null });
  const own = (await test_.session.client.accounts.get()).identity!.principalId;
  expect(JSON.parse((await outputOf(name)).join(''))).toEqual([...Array(4).fill(principalId), own]);
});

test.runIf(existsSync(powerShell))(
  'Connect-MgGraph -Identity -ClientId is that identity, with its permissions',
  async () => {
    const { identities, runbooks } = test_.session.client;
    const { clientId } = await identities.create('poster', { graphPermissions: ['User.Read.All'] });
    await identities.assign('poster');
    await runbooks.create('as-poster', { runbookType: 'PowerShell72' });
    await runbooks.putDraft(
      'as-poster',
      `param([string] $ClientId)
Connect-MgGraph -Identity -ClientId $ClientId -NoWelcome
(Get-MgContext).Scopes -join ','
@(Get-MgUser -Top 3).Count
Connect-AzAccount -Identity -AccountId $ClientId | Out-Null
(Get-AzContext).Account.Id -eq $ClientId`,
    );
    await runbooks.publish('as-poster');
    const name = await test_.startJob('as-poster', { ClientId: clientId });
    expect(await test_.ended(name)).toMatchObject({ status: 'Completed', exception: null });
    expect((await outputOf(name)).map((line) => line.trim())).toEqual(['User.Read.All', '3', 'True']);
  },
);

test('identity_token of Python takes it by its client id', async () => {
  const { identities, runbooks } = test_.session.client;
  const { clientId, principalId } = await identities.create('snake');
  await identities.assign('snake');
  await runbooks.create('as-snake', { runbookType: 'Python3' });
  await runbooks.putDraft(
    'as-snake',
    `import base64, json, sys
from tenantry import identity_token

for client_id in (sys.argv[1], sys.argv[1], None):
    claims = identity_token("https://graph.microsoft.com", client_id).split(".")[1]
    print(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["oid"])
`,
  );
  await runbooks.publish('as-snake');
  const name = await test_.startJob('as-snake', { '[PARAMETER 1]': clientId });
  expect(await test_.ended(name)).toMatchObject({ status: 'Completed', exception: null });
  const own = (await test_.session.client.accounts.get()).identity!.principalId;
  expect((await outputOf(name)).map((line) => line.trim())).toEqual([principalId, principalId, own]);
});
