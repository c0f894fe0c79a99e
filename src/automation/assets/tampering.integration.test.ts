import { beforeAll, describe, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql, statement } from '#store';
import type { AttemptRef } from '#worker-link';

import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../../api/testing/control-plane.ts';
import * as sample from '../../certificates/testing/sample-pfx.ts';
import type { Account } from '../accounts/accounts.ts';

const actor = { objectId: 'test' };
const secret = 'hidden-Cornflower-81';
const other = 'hidden-Snowdrop-82';

let plane: TestControlPlane;
let account: Account;
let attempt: AttemptRef;

beforeAll(async () => {
  plane = await testControlPlane();
  const { accounts, assets, jobs } = plane.automation;
  const path = { subscriptionId: plane.subscriptionId, resourceGroup: 'tenantry' };
  account = await accounts.get({ ...path, name: 'main' });
  const { account: second } = await accounts.put({ ...path, name: 'second' }, {}, actor);
  const field = { type: 'System.String', isEncrypted: true, isOptional: false };
  for (const each of [account, second]) {
    await assets.connectionTypes.put(each, 'Api', { Key: field }, false, actor);
    for (const [name, value] of [
      ['one', secret],
      ['two', other],
    ] as const) {
      const variable = { value: JSON.stringify(value), isEncrypted: true };
      await assets.variables.put(each, name, variable, actor);
      await assets.credentials.put(each, name, { userName: 'u', password: value }, actor);
      const connection = { connectionType: 'Api', fieldValues: { Key: value } };
      await assets.connections.put(each, name, connection, actor);
      const pfx = { content: sample.pfx, password: sample.password };
      await assets.certificates.put(each, name, pfx, actor);
    }
  }
  const published = new AbortController();
  const building = buildEverything(plane.link, published.signal);
  await publishRunbook(plane, 'greet', 'export default "greet"');
  published.abort();
  await building;
  const { id } = await jobs.create(
    account,
    { name: newId(), runbook: 'greet', parameters: { who: secret } },
    actor,
  );
  attempt = (await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 30_000 }))!.attempt;
  expect(attempt.jobId).toBe(id);
});

const kinds = [
  ['variable', 'value', () => plane.link.getVariable(attempt, 'one')],
  ['credential', 'password', () => plane.link.getCredential(attempt, 'one')],
  ['connection', 'field_values', () => plane.link.getConnection(attempt, 'one')],
  ['certificate', 'content', () => plane.link.getCertificate(attempt, 'one')],
] as const;

/** A record as it lies in the database: format (1) · key version (4) · wrapped key (60) · iv (12) · text · tag (16). */
type Tamper = (record: Buffer, of: { readonly neighbour: Buffer; readonly elsewhere: Buffer }) => Buffer;

const flipped =
  (at: (record: Buffer) => number): Tamper =>
  (record) => {
    const changed = Buffer.from(record);
    changed[at(record)]! ^= 1;
    return changed;
  };
const withVersion =
  (number: number): Tamper =>
  (record) => {
    const changed = Buffer.from(record);
    changed.writeUInt32BE(number, 1);
    return changed;
  };

const tampers: Readonly<Record<string, Tamper>> = {
  'swapped with another row of the table': (_record, { neighbour }) => neighbour,
  'swapped with the same row of another account': (_record, { elsewhere }) => elsewhere,
  'cut by its last byte': (record) => record.subarray(0, -1),
  'cut to its header': (record) => record.subarray(0, 5),
  'cut to nothing': () => Buffer.alloc(0),
  'with one bit of the text changed': flipped((record) => record.length - 17),
  'with one bit of the tag changed': flipped((record) => record.length - 1),
  'with one bit of the wrapped key changed': flipped(() => 20),
  'with the wrapped key of another row': (record, { neighbour }) =>
    Buffer.concat([neighbour.subarray(0, 65), record.subarray(65)]),
  'of a format that is none': (record) => Buffer.concat([Buffer.from([9]), record.subarray(1)]),
  'that says it is of an older key': withVersion(0),
  'that says it is of a newer key': withVersion(7),
};

describe.each(kinds)('a sealed %s (%s)', (table, column, read) => {
  test.each(Object.entries(tampers))('%s does not open, and tells nothing', async (_how, tamper) => {
    const record = async (name: string, of: string): Promise<Buffer> =>
      (
        await plane.db.one<{ value: Buffer }>(
          statement(
            `select t.${column} as value from ${table} t join account a on a.id = t.account_id
             where t.name = $1 and a.name = $2`,
            [name, of],
          ),
        )
      ).value;
    const write = (value: Buffer) =>
      plane.db.query(
        statement(`update ${table} set ${column} = $1 where name = 'one' and account_id = $2`, [
          value,
          account.id,
        ]),
      );
    const good = await record('one', 'main');
    const changed = tamper(good, {
      neighbour: await record('two', 'main'),
      elsewhere: await record('one', 'second'),
    });
    expect(changed.equals(good)).toBe(false);
    await write(changed);
    try {
      const refused = await Promise.resolve(read()).then(
        () => undefined,
        (error: { code: string; advice: string }) => error,
      );
      expect(['VaultRecordBroken', 'VaultKeyWrong']).toContain(refused?.code);
      expect(`${refused?.advice}`).toMatch(/changed, cut or moved|does not open what this database holds/);
      expect(`${refused?.advice}`).not.toMatch(/Cornflower|Snowdrop/);
    } finally {
      await write(good);
    }
    expect(JSON.stringify(await read())).toContain(table === 'certificate' ? sample.openPfx : 'Cornflower');
  });
});

test('a tampered plain variable is an error of the API that names no value, and a PUT mends it', async () => {
  const at = `${plane.account}/variables/plain?${version}`;
  await plane.call('PUT', at, { json: { properties: { value: '"visible-Cornflower"' } } });
  await plane.db.query(sql`
    update variable set value = (select value from variable v where v.name = 'two' and v.account_id = ${account.id})
    where name = 'plain'`);
  const broken = await plane.call('GET', at);
  expect(broken.status).toBe(500);
  expect(broken.json()).toMatchObject({ code: 'VaultRecordBroken' });
  expect(broken.text).not.toMatch(/Cornflower|Snowdrop/);
  expect((await plane.call('PUT', at, { json: { properties: { value: '"new"' } } })).status).toBe(200);
  expect((await plane.call('GET', at)).json()).toMatchObject({ properties: { value: '"new"' } });
});

test('parameters of a job and results of its steps open in their own row alone', async () => {
  const { jobId } = attempt;
  await plane.link.recordStep(attempt, { name: 'first', result: secret });
  await plane.link.recordStep(attempt, { name: 'second', result: other });
  await plane.db.query(sql`
    update job_step set result = (select result from job_step s where s.job_id = ${jobId} and s.name = 'second')
    where job_id = ${jobId} and name = 'first'`);
  await plane.link.release(attempt, 'the next attempt reads the journal');
  const claimed = await plane.link
    .claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 30_000 })
    .then(JSON.stringify, (error: { code: string; advice: string }) => `${error.code} ${error.advice}`);
  expect(claimed).toContain('VaultRecordBroken');
  expect(claimed).not.toMatch(/Cornflower|Snowdrop/);
  await plane.db.query(sql`update job set parameters = '\\x01020304' where id = ${jobId}`);
  const shown = await plane.call('GET', `${plane.account}/jobs/${jobId}?${version}`);
  expect(shown.status).toBe(500);
  expect(shown.json()).toMatchObject({ code: 'VaultRecordBroken' });
});
