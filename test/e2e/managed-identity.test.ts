import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

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

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
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

test('ManagedIdentityCredential of @azure/identity, unmodified, signs a job in, and the Graph client pages users', async () => {
  await test_.publish('with-sdk', await bundled());
  const name = await test_.startJob('with-sdk');
  expect(await test_.ended(name)).toMatchObject({ status: 'Completed', exception: null });
  const output = [];
  for await (const event of test_.session.client.jobs.follow(name))
    if (event.kind === 'stream' && event.record.streamType === 'Output') output.push(event.record.streamText);
  // The token was delivered to the job, so no stream shows it.
  expect(JSON.parse(output.join(''))).toEqual({ users: expect.any(Number), token: '***' });
  const calls = await test_.session.client.jobs.calls(name);
  expect(calls.filter(({ pathTemplate }) => pathTemplate === '/v1.0/users').length).toBeGreaterThan(1);
});
