import { beforeAll, describe, expect, test } from 'vitest';

import { newId } from '#kernel';
import { sql, statement } from '#store';

import { type TestControlPlane, testControlPlane, version } from './testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

const at = (rest: string): string => `${plane.account}/${rest}?${version}`;
const secret = 'S3cret-value-äöü-"quoted"';

/** What stands in the database and the audit, as text: nothing secret may be found in it. */
async function everythingStored(): Promise<string> {
  const rows = await plane.db.query(sql`
    select row_to_json(v)::text as row, encode(value, 'escape') as raw from variable v
    union all select row_to_json(c)::text, encode(password, 'escape') from credential c
    union all select row_to_json(a)::text, '' from audit_entry a`);
  return JSON.stringify(rows);
}

describe('variables', () => {
  const put = (name: string, properties: object) =>
    plane.call('PUT', at(`variables/${name}`), { json: { name, properties } });

  test('values are JSON texts; made is 201, replaced 200', async () => {
    for (const value of [
      '"text"',
      '123',
      'true',
      'null',
      '[1,2]',
      '{"a":{"b":1}}',
      '"\\/Date(1700000000000)\\/"',
    ]) {
      expect([200, 201]).toContain((await put('plain', { value })).status);
      const { properties } = (await plane.call('GET', at('variables/PLAIN'))).json<{ properties: object }>();
      expect(properties).toMatchObject({ value, isEncrypted: false });
    }
  });

  test('an encrypted value goes in and never comes out, by no way', async () => {
    const made = await put('hidden', { value: JSON.stringify(secret), isEncrypted: true, description: 'd' });
    const answers = [
      made,
      await plane.call('GET', at('variables/hidden')),
      await plane.call('GET', at('variables')),
      await plane.call('PATCH', at('variables/hidden'), { json: { properties: { description: 'e' } } }),
    ];
    expect(made.status).toBe(201);
    for (const { text } of answers) expect(text).not.toContain('S3cret');
    expect(await everythingStored()).not.toContain('S3cret');
    const { id } = await plane.automation.accounts.get({
      subscriptionId: plane.subscriptionId,
      resourceGroup: 'tenantry',
      name: 'main',
    });
    expect(await plane.automation.assets.valueForJob(id, 'Hidden', 'test-job')).toBe(secret);
  });

  test.each([
    ['abc', true, true],
    [12, true, true],
    ['true', true, true],
    ['abc', false, false],
    ['long enough', true, false],
    [true, true, false],
    [{ user: 'robot', pin: '12' }, true, false],
  ])('of %j, encrypted %s, the answer and the audit warn: %s', async (value, isEncrypted, warns) => {
    const name = `warned-${isEncrypted}-${Buffer.from(JSON.stringify(value)).toString('hex')}`;
    const correlation = newId();
    const made = await plane.call('PUT', at(`variables/${name}`), {
      json: { properties: { value: JSON.stringify(value), isEncrypted } },
      headers: { 'x-ms-correlation-request-id': correlation },
    });
    const warning = { code: 'SecretTooShort', message: expect.stringContaining('Use a longer one') };
    const { properties } = made.json<{ properties: { warnings?: unknown } }>();
    expect(properties.warnings).toEqual(warns ? [warning] : undefined);
    const [entry] = await plane.db.query<{ details: unknown }>(
      sql`select details from audit_entry where correlation_id = ${correlation}`,
    );
    expect(entry!.details).toEqual(warns ? { warnings: ['SecretTooShort'] } : {});
  });

  test('who makes a variable at the same time as somebody else does not change whether it is encrypted', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = await Promise.all(
        [true, false].map((isEncrypted) =>
          put(`raced-${round}`, { value: String(isEncrypted), isEncrypted }),
        ),
      );
      const statuses = [one!.status, other!.status].toSorted();
      expect(statuses).toEqual([201, 400]);
      const { properties } = (await plane.call('GET', at(`variables/raced-${round}`))).json<{
        properties: object;
      }>();
      expect(properties).toMatchObject(
        one!.status === 201 ? { isEncrypted: true } : { isEncrypted: false, value: 'false' },
      );
    }
  });

  test('a plain value in which a secret stands is shown without it', async () => {
    await put('deep', { value: '"sunken-treasure"', isEncrypted: true });
    await put('copied', { value: '"found: sunken-treasure!"' });
    const { properties } = (await plane.call('GET', at('variables/copied'))).json<{ properties: object }>();
    expect(properties).toMatchObject({ value: '"found: ***!"' });
    expect((await plane.call('GET', at('variables'))).text).not.toContain('sunken');
  });

  test('encryption is decided once', async () => {
    await put('fixed', { value: '1', isEncrypted: false });
    expect((await put('fixed', { value: '1', isEncrypted: true })).status).toBe(400);
    expect((await put('hidden', { value: '1', isEncrypted: false })).status).toBe(400);
  });

  test.each([
    ['no JSON', 'text without quotes'],
    ['too long', JSON.stringify('x'.repeat(1_048_576))],
  ])('a value that is %s is refused', async (_name, value) => {
    expect((await put('refused', { value })).status).toBe(400);
    expect((await plane.call('GET', at('variables/refused'))).status).toBe(404);
  });

  test.each([
    ['plain', false, (count: number) => 'x'.repeat(count)],
    ['encrypted', true, (count: number) => 'x'.repeat(count)],
    ['of characters of three bytes', false, (count: number) => '€'.repeat(count)],
    ['of quotes', false, (count: number) => '"'.repeat(Math.floor(count / 2))],
  ])('a value of 1,048,576 characters is taken, %s', async (name, isEncrypted, fill) => {
    const path = `large-${name.replaceAll(' ', '-')}`;
    const value = JSON.stringify(fill(1_048_576 - 2));
    expect(value.length).toBe(1_048_576);
    expect((await put(path, { value, isEncrypted })).status).toBe(201);
    const { id } = await plane.automation.accounts.get({
      subscriptionId: plane.subscriptionId,
      resourceGroup: 'tenantry',
      name: 'main',
    });
    expect(JSON.stringify(await plane.automation.assets.valueForJob(id, path, 'test-job'))).toBe(value);
    const over = await put(path, { value: `${value} `, isEncrypted });
    expect(over.status).toBe(400);
    expect(over.text).toContain('1,048,576');
    await plane.call('DELETE', at(`variables/${path}`));
  });

  test('what a job sets is there for the next, keeps its encryption, and stands in the audit', async () => {
    const { accounts, assets } = plane.automation;
    const { id } = await accounts.get({
      subscriptionId: plane.subscriptionId,
      resourceGroup: 'tenantry',
      name: 'main',
    });
    await put('counter', { value: '1', isEncrypted: true });
    for (const value of [2, 'two', null, [1, { a: true }], { b: [] }]) {
      await assets.setFromJob(id, 'COUNTER', value, 'job-7');
      expect(await assets.valueForJob(id, 'counter', 'job-8')).toEqual(value);
    }
    const { properties } = (await plane.call('GET', at('variables/counter'))).json<{ properties: object }>();
    expect(properties).toMatchObject({ isEncrypted: true });
    expect(properties).not.toHaveProperty('value');
    const entries = await plane.db.query(
      sql`select action from audit_entry where actor = 'jobs/job-7' and resource like '%/variables/counter'`,
    );
    expect(entries).toEqual(
      Array.from({ length: 5 }, () => ({
        action: 'Microsoft.Automation/automationAccounts/variables/write',
      })),
    );
  });

  test('PATCH changes what it names and leaves the rest', async () => {
    await put('patched', { value: '1', description: 'one' });
    await plane.call('PATCH', at('variables/patched'), { json: { properties: { value: '2' } } });
    expect((await plane.call('GET', at('variables/patched'))).json()).toMatchObject({
      properties: { value: '2', description: 'one' },
    });
    expect((await plane.call('PATCH', at('variables/absent'), { json: { properties: {} } })).status).toBe(
      404,
    );
  });

  test('deleted is 200 and gone', async () => {
    await put('gone', { value: '1' });
    expect((await plane.call('DELETE', at('variables/gone'))).status).toBe(200);
    expect((await plane.call('GET', at('variables/gone'))).json()).toMatchObject({ code: 'NotFound' });
    expect((await plane.call('DELETE', at('variables/gone'))).status).toBe(404);
  });
});

describe('credentials', () => {
  const put = (properties: object) => plane.call('PUT', at('credentials/mailer'), { json: { properties } });

  test('the password is never shown, and opens only for a job of this account', async () => {
    const made = await put({ userName: 'svc@contoso.com', password: secret, description: 'mail' });
    expect(made.status).toBe(201);
    expect(made.json()).toMatchObject({ properties: { userName: 'svc@contoso.com', description: 'mail' } });
    const again = await plane.call('PATCH', at('credentials/mailer'), {
      json: { properties: { userName: 'new@contoso.com' } },
    });
    for (const { text } of [made, again, await plane.call('GET', at('credentials'))]) {
      expect(text).not.toContain('S3cret');
      expect(text).not.toContain('assword');
    }
    expect(await everythingStored()).not.toContain('S3cret');
    const path = { subscriptionId: plane.subscriptionId, resourceGroup: 'tenantry', name: 'other' };
    const [{ id }, { account: other }] = await Promise.all([
      plane.automation.accounts.get({ ...path, name: 'main' }),
      plane.automation.accounts.put(path, {}, { objectId: 'test' }),
    ]);
    expect(await plane.automation.assets.credentialForJob(id, 'mailer', 'test-job')).toEqual({
      userName: 'new@contoso.com',
      password: secret,
    });
    await expect(
      plane.automation.assets.credentialForJob(other.id, 'mailer', 'test-job'),
    ).rejects.toMatchObject({
      code: 'CredentialNotFound',
    });
    // A record that was moved to another row does not open there.
    await plane.db.query(sql`
      insert into credential select ${other.id}, name, user_name, password, description, created_at, modified_at
      from credential where account_id = ${id}`);
    await expect(
      plane.automation.assets.credentialForJob(other.id, 'mailer', 'test-job'),
    ).rejects.toMatchObject({
      code: 'VaultRecordBroken',
    });
  });

  test('without a user name or a password there is no credential', async () => {
    expect((await put({ userName: 'x' })).status).toBe(400);
    expect((await put({ password: 'x' })).status).toBe(400);
  });
});

test('every change stands in the audit, with who, what, where and the correlation id', async () => {
  const correlation = '11111111-2222-3333-4444-555555555555';
  await plane.call('PUT', at('variables/audited'), {
    json: { properties: { value: '1' } },
    headers: { 'x-ms-correlation-request-id': correlation },
  });
  const [entry] = await plane.db.query<Record<string, string>>(
    sql`select actor, action, resource from audit_entry where correlation_id = ${correlation}`,
  );
  expect(entry).toEqual({
    actor: expect.stringMatching(/^[0-9a-f-]{36}$/),
    action: 'Microsoft.Automation/automationAccounts/variables/write',
    resource: `/subscriptions/${plane.subscriptionId}/resourceGroups/tenantry/providers/Microsoft.Automation/automationAccounts/main/variables/audited`,
  });
});

test('an action whose audit cannot be written does not happen', async () => {
  await plane.db.query(statement('alter table audit_entry rename to audit_entry_away'));
  try {
    const { status, text } = await plane.call('PUT', at('variables/unaudited'), {
      json: { properties: { value: '1' } },
    });
    expect(status).toBe(500);
    expect(text, 'what went wrong inside stays inside').not.toContain('audit_entry');
  } finally {
    await plane.db.query(statement('alter table audit_entry_away rename to audit_entry'));
  }
  expect((await plane.call('GET', at('variables/unaudited'))).status).toBe(404);
});
