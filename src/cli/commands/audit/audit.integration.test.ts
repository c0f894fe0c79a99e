import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type Sealing, anchorAt, createSealing } from '#automation';
import { silentLogger, systemClock } from '#kernel';
import { type Sql, sql, statement } from '#store';

import { type TestControlPlane, testControlPlane, version } from '../../../api/testing/control-plane.ts';
import { connectHome, runCommand } from '../../testing/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'tenantry-cli-audit-'));
const seals = join(home, 'audit', 'seals.jsonl');
const { privateKey } = generateKeyPairSync('ed25519');
let plane: TestControlPlane;
let sealing: Sealing;

beforeAll(async () => {
  plane = await testControlPlane();
  connectHome(home, plane);
  mkdirSync(join(home, 'audit'), { recursive: true });
  writeFileSync(
    join(home, 'audit', 'public.pem'),
    createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }),
  );
  sealing = createSealing({
    db: plane.db,
    privateKey,
    anchors: [anchorAt(`file:${seals}`)],
    logger: silentLogger,
    clock: systemClock,
  });
  for (const name of ['one', 'two', 'three', 'four']) {
    await plane.call('PUT', `${plane.account}/variables/${name}?${version}`, {
      json: { properties: { value: '"secret"', isEncrypted: true } },
    });
    await sealing.round();
  }
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (...argv: string[]) => runCommand(home, ...argv);

/** As somebody who owns the database could: the triggers are off, and the work is undone afterwards. */
async function tamper(
  statements: readonly Sql[],
  ...options: string[]
): Promise<Awaited<ReturnType<typeof run>>> {
  await plane.db.query(statement('create table audit_kept as select * from audit_entry'));
  await plane.db.query(statement('create table seal_kept as select * from audit_seal'));
  const triggers = async (state: 'enable' | 'disable'): Promise<void> => {
    for (const table of ['audit_entry', 'audit_seal'])
      await plane.db.query(statement(`alter table ${table} ${state} trigger user`));
  };
  const foreignKey = 'constraint audit_seal_position_fkey';
  await triggers('disable');
  await plane.db.query(statement(`alter table audit_seal drop ${foreignKey}`));
  try {
    for (const each of statements) await plane.db.query(each);
    return await run('audit', 'verify', ...options);
  } finally {
    await plane.db.query(statement('delete from audit_seal'));
    await plane.db.query(statement('delete from audit_entry'));
    await plane.db.query(
      statement('insert into audit_entry overriding system value select * from audit_kept'),
    );
    await plane.db.query(statement('insert into audit_seal select * from seal_kept'));
    await plane.db.query(statement('drop table audit_kept, seal_kept'));
    await plane.db.query(
      statement(
        `alter table audit_seal add ${foreignKey} foreign key (position) references audit_entry (position)`,
      ),
    );
    await triggers('enable');
  }
}

test('an audit that nobody touched is whole, and says how far it was followed', async () => {
  const { code, stdout } = await run('audit', 'verify');
  expect(stdout).toMatch(/^\d+ entries, \d+ seals, \d+ anchored seals\nNothing was changed/);
  expect(code).toBe(0);
  const { entries, faults } = JSON.parse((await run('audit', 'verify', '--json')).stdout) as {
    entries: number;
    faults: unknown[];
  };
  expect(entries).toBeGreaterThan(3);
  expect(faults).toEqual([]);
});

describe('whoever changes the database', () => {
  beforeEach(() => sealing.round());

  test.each([
    ['an entry', "update audit_entry set actor = 'nobody' where position = 3", /changed: entry 3 /],
    ['a detail', `update audit_entry set details = '{"x":1}' where position = 2`, /changed: entry 2 /],
    [
      'nothing but removes one',
      'update audit_entry set position = null, hash = null where position = 2',
      /missing: entry 2 is missing/,
    ],
    [
      'the order of two',
      'update audit_entry set position = case position when 2 then -3 when 3 then -2 end where position in (2, 3); update audit_entry set position = -position where position < 0',
      /changed: entry 2 /,
    ],
    ['a seal', "update audit_seal set head = repeat('0', 64) where number = 2", /forged seal: seal 2 /],
  ])('and %s is found, and the entry named', async (_what, text, says) => {
    const { code, stdout } = await tamper(text.split('; ').map((each) => statement(each)));
    expect(stdout).toMatch(says);
    expect(code).not.toBe(0);
  });

  test('and removes the last seal leaves entries that have none, which are told', async () => {
    const { code, stdout } = await tamper(
      [statement('delete from audit_seal where number = (select max(number) from audit_seal)')],
      '--anchors',
      '/dev/null',
    );
    expect(stdout).toMatch(/unsealed: the entries \d+ to \d+ have positions but no seal/);
    expect(code).not.toBe(0);
  });

  test('and cuts off the end together with its seals is found by what was anchored', async () => {
    const { code, stdout } = await tamper([
      statement('delete from audit_seal where number >= 3'),
      statement('delete from audit_entry where position > (select max(position) from audit_seal)'),
    ]);
    expect(stdout).toMatch(/cut off: anchor \d+ reaches to entry \d+/);
    expect(code).not.toBe(0);
  });

  test.each([
    ['update audit_entry set actor = actor'],
    ['delete from audit_entry'],
    ['truncate audit_entry cascade'],
    ['update audit_seal set time = time'],
    ['delete from audit_seal'],
  ])('is refused by the database itself: %s', async (text) => {
    await expect(plane.db.query(statement(text))).rejects.toThrow('the audit is append-only');
  });
});

test('another key, or no anchors, is said', async () => {
  const other = join(home, 'other.pem');
  writeFileSync(other, generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }));
  const wrong = await run('audit', 'verify', '--public-key', other);
  expect(wrong.stdout).toContain('forged seal');
  expect(wrong.code).not.toBe(0);
  const none = await run('audit', 'verify', '--anchors', join(home, 'none.jsonl'));
  expect(none.stderr).toContain('none.jsonl');
  expect(none.code).not.toBe(0);
});

test('the anchors hold every seal, once', async () => {
  await sealing.round();
  const lines = readFileSync(seals, 'utf8').trim().split('\n');
  const [{ count }] = (await plane.db.query(sql`select count(*)::int as count from audit_seal`)) as [
    { count: number },
  ];
  expect(lines).toHaveLength(count);
  expect(lines.map((line) => (JSON.parse(line) as { number: number }).number)).toEqual(
    lines.map((_line, at) => at + 1),
  );
});

test('who did what is listed by actor, action, resource and time', async () => {
  const list = async (...argv: string[]) =>
    JSON.parse((await run('audit', 'list', '--json', ...argv)).stdout) as {
      action: string;
      resource: string;
      time: string;
    }[];
  const writes = await list('--action', 'microsoft.automation/automationaccounts/variables/');
  expect(writes.map(({ resource }) => resource.split('/').at(-1))).toEqual(['four', 'three', 'two', 'one']);
  expect(await list('--resource', `${plane.account}/variables/two`)).toHaveLength(1);
  expect(await list('--resource', `${plane.account}/variables/t`)).toHaveLength(0);
  expect((await list('--since', writes[1]!.time)).length).toBeGreaterThanOrEqual(2);
  expect(await list('--actor', 'nobody')).toEqual([]);
  expect(await list('--most', '2')).toHaveLength(2);
  const wrong = await run('audit', 'list', '--since', 'yesterday');
  expect(wrong.stderr).toContain("'yesterday' is no time");
});

test('a secret that a job gets stands there before the job has it', async () => {
  const { id } = await plane.automation.accounts.get({
    subscriptionId: plane.subscriptionId,
    resourceGroup: 'tenantry',
    name: 'main',
  });
  expect(await plane.automation.assets.valueForJob(id, 'one', '7d0c')).toBe('secret');
  const [entry] = JSON.parse(
    (await run('audit', 'list', '--json', '--actor', 'jobs/7d0c')).stdout,
  ) as unknown[];
  expect(entry).toMatchObject({
    action: 'Microsoft.Automation/automationAccounts/variables/getVariable/action',
    resource: `${plane.account}/variables/one`,
  });
  await plane.db.query(statement('alter table audit_entry rename to audit_entry_away'));
  try {
    await expect(plane.automation.assets.valueForJob(id, 'one', '7d0c')).rejects.toThrow();
  } finally {
    await plane.db.query(statement('alter table audit_entry_away rename to audit_entry'));
  }
});
