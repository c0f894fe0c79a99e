import { beforeAll, expect, test } from 'vitest';

import { sql } from '#store';

import { type TestControlPlane, testControlPlane } from '../testing/control-plane.ts';
import { notOffered } from './not-offered.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

const rows = notOffered.flatMap(({ instead, operations }) =>
  operations.map((operation) => [...operation.split(' '), instead] as const),
);
/** A version that all of them have. */
const version = 'api-version=2023-11-01';

test.each(rows)('%s %s (%s) answers: %s', async (method, path, _operation, answer, instead) => {
  const address = `${plane.account}/${path.replaceAll(/:\w+/g, 'some-name')}?${version}`;
  const json = ['PUT', 'PATCH'].includes(method) ? { properties: { anything: [1] } } : undefined;
  const { status, text, json: read } = await plane.call(method, address, { json });
  const body = text === '' ? undefined : read<{ code?: string; message?: string }>();
  const expected = {
    list: [200, { value: [] }],
    counted: [200, { value: [], totalCount: 0 }],
    unset: [200, { id: null }],
    gone: [204, undefined],
  }[answer];
  if (expected !== undefined) return expect([status, body]).toEqual(expected);
  const [refusal, code] = answer === 'absent' ? [404, 'NotFound'] : [400, 'OperationNotSupported'];
  expect([status, body!.code]).toEqual([refusal, code]);
  expect(body!.message).toContain(instead);
});

test('lists take what clients ask them with', async () => {
  const query = '$filter=properties/status%20eq%20%27Compliant%27&$skip=0&$top=20&$inlinecount=allpages';
  for (const path of ['nodes', 'configurations', 'nodecounts/status', 'softwareUpdateConfigurationRuns'])
    expect((await plane.call('GET', `${plane.account}/${path}?${query}&${version}`)).status).toBe(200);
});

test('of all that nothing was written, not even in the audit', async () => {
  const { written } = await plane.db.one<{ written: number }>(
    sql`select count(*)::int as written from audit_entry where actor <> 'test'`,
  );
  expect(written).toBe(0);
});

test('in an account that is not there, nothing is said to be empty', async () => {
  const other = plane.account.replace(/main$/, 'other');
  for (const path of ['watchers', 'nodes', 'linkedWorkspace', 'privateLinkResources'])
    expect((await plane.call('GET', `${other}/${path}?${version}`)).status).toBe(404);
});
