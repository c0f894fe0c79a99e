import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSession } from '#cli';
import { silentLogger } from '#kernel';
import { launch } from '#main';
import { type PgConnection, openDatabase, openVault, startPostgres, statement } from '#store';

import { runCommand } from '../../src/cli/testing/command-line.ts';
import { homeOperations } from '../../src/main/backup/operations.ts';
import { type TestSystem, removeHomes, startSystem } from '../system.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-backup-'));
// PostgreSQL may run as another user: let it walk through.
chmodSync(folder, 0o711);
const at = (...parts: string[]): string => join(folder, ...parts);
const [backup, keyFile, passphrase] = [at('backup'), at('keys.json'), 'correct horse battery staple'];
const operations = homeOperations('0.1.0', {});
const quiet = (): void => {};
const restore = (home: string, more: { from?: string; keys?: string; passphrase?: string } = {}) =>
  operations.restore(
    {
      home: at(home),
      folder: more.from ?? backup,
      keyFile: more.keys ?? keyFile,
      passphrase: more.passphrase ?? passphrase,
    },
    quiet,
  );

/** Waits between two steps until somebody lets it go on. */
const stepping = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({}),
  async run({ step, log, assets, job }) {
    const first = await step('first', () => 'made by attempt 1 at ' + performance.now());
    log.output('at the gate');
    while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 20));
    await step('second', () => 'done');
    const secret = String(await assets.variable('secret'));
    log.output(first + '; the secret has ' + secret.length + ' characters');
  },
});
`;

describe('a backup', () => {
  let whole: TestSystem;
  let job: string;
  let firstStep: unknown;

  beforeAll(async () => {
    whole = await startSystem();
    const { client } = whole.session;
    await client.variables.put('gate', { value: 'shut' });
    await client.variables.put('secret', { value: 's3cret-of-the-account', isEncrypted: true });
    await whole.publish('stepping', stepping);
    job = await whole.startJob('stepping');
    for await (const event of client.jobs.follow(job))
      if (event.kind === 'stream' && event.record.streamText.startsWith('at the gate')) break;
    [firstStep] = await client.jobs.steps(job);
  }, 300_000);
  afterAll(async () => {
    await whole?.stop();
    removeHomes(folder, 'restored', 'foreign', 'server');
  });

  test('is taken while a job is between two steps, and holds no key and no secret', async () => {
    const summary = await operations.backUp(whole.home, backup, quiet);
    expect(summary.tables).toBeGreaterThan(40);
    expect(summary.rows).toBeGreaterThan(20);
    const exported = await operations.exportKeys(whole.home, keyFile, passphrase);
    expect(exported).toEqual(
      expect.arrayContaining(['keys/kek.json', 'keys/audit.key', 'tls/ca.key', 'tls/worker-ca.key']),
    );
    const written = [
      readFileSync(keyFile, 'latin1'),
      ...readdirSync(backup, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
    ].join('\n');
    const kek = readFileSync(join(whole.home, 'keys/kek.json'), 'utf8');
    const secrets = [/"key":"([^"]+)"/.exec(kek)![1]!, 's3cret-of-the-account'];
    for (const path of exported.filter((each) => !each.endsWith('kek.json')))
      secrets.push(readFileSync(join(whole.home, path), 'utf8').trim());
    for (const secret of secrets) expect(written.includes(secret)).toBe(false);
    expect(await operations.verifyBackup(backup, quiet)).toEqual(summary);
    await expect(operations.backUp(whole.home, backup, quiet)).rejects.toMatchObject({
      code: 'BackupFolderNotEmpty',
    });
    await expect(operations.exportKeys(whole.home, keyFile, passphrase)).rejects.toMatchObject({
      code: 'KeyFileNotWritten',
    });
    await expect(operations.exportKeys(whole.home, at('k'), 'short')).rejects.toMatchObject({
      code: 'PassphraseTooShort',
    });
    await whole.system.stop();
  });

  test.each([
    [
      'a byte of a file is another one',
      'BackupBroken',
      (copy: string) => flip(join(copy, 'database/public.job.copy.gz')),
    ],
    [
      'a file is longer',
      'BackupBroken',
      (copy: string) => appendFileSync(join(copy, 'tenants/main.sqlite'), 'x'),
    ],
    ['a file was added', 'BackupBroken', (copy: string) => writeFileSync(join(copy, 'home/more'), 'x')],
    ['it has no manifest', 'BackupMissing', (copy: string) => cpSync(join(copy, 'backup.json'), at('away'))],
    [
      'a newer version wrote it',
      'BackupTooNew',
      (copy: string) => rewrite(copy, (manifest) => ({ ...manifest, format: 2 })),
    ],
    [
      'a newer version migrated it',
      'BackupTooNew',
      (copy: string) =>
        rewrite(copy, (manifest) => withMigration(manifest, { number: 999_999, checksum: 'x' })),
    ],
    [
      'it has another history',
      'BackupForeign',
      (copy: string) => rewrite(copy, (manifest) => withMigration(manifest, { number: 1, checksum: 'x' })),
    ],
  ])('is refused when %s, and nothing is made of it', async (what, code, harm) => {
    const copy = at(`harmed ${what}`);
    cpSync(backup, copy, {
      recursive: true,
      filter: (path) => what !== 'it has no manifest' || !path.endsWith('backup.json'),
    });
    if (what !== 'it has no manifest') harm(copy);
    await expect(restore('refused', { from: copy })).rejects.toMatchObject({ code });
    expect(existsSync(at('refused'))).toBe(false);
  });

  test('is opened by its own passphrase and keys alone', async () => {
    await expect(restore('refused', { passphrase: 'correct horse battery stable' })).rejects.toMatchObject({
      code: 'PassphraseWrong',
    });
    mkdirSync(at('foreign', 'keys'), { recursive: true });
    openVault({ keyFile: at('foreign', 'keys', 'kek.json') });
    await operations.exportKeys(at('foreign'), at('foreign.json'), passphrase);
    await expect(restore('refused', { keys: at('foreign.json') })).rejects.toMatchObject({
      code: 'VaultKeyWrong',
    });
    expect(existsSync(at('refused'))).toBe(false);
  });

  test('becomes a home in which the job goes on after its last step, secrets open, and the audit is whole', async () => {
    const summary = await restore('restored');
    expect(summary.rows).toBeGreaterThan(20);
    await expect(restore('restored')).rejects.toMatchObject({ code: 'RestoreHomeNotEmpty' });
    const before = await operations.checkUpgrade(at('restored'));
    expect(before.find(({ subject }) => subject === 'backup')).toMatchObject({ state: 'blocking' });
    const system = await launch({ home: at('restored'), apiPort: 0, tenantPort: 0 });
    const session = await openSession(system.connection);
    try {
      const { client } = session;
      await client.variables.put('gate', { value: 'open' });
      for await (const event of client.jobs.follow(job)) void event;
      expect(await client.jobs.get(job)).toMatchObject({ status: 'Completed' });
      const steps = await client.jobs.steps(job);
      expect(steps.map(({ name }) => name)).toEqual(['first', 'second']);
      expect(steps[0]).toEqual(firstStep);
      expect(await client.jobs.output(job)).toContain('the secret has 21 characters');
      expect((await session.tenants.list()).map(({ name }) => name)).toContain('main');
      const verified = await runCommand(at('restored'), 'audit', 'verify', '--json');
      expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([0, { faults: [] }]);
      // The whole of it again, now from the command line.
      const again = await runCommand(at('restored'), 'backup', 'create', at('again'), '--json');
      expect([again.code, again.stderr]).toEqual([0, '']);
      expect((await runCommand(at('restored'), 'backup', 'verify', at('again'))).stdout).toContain(
        'Every file is as it was written.',
      );
      const checked = await runCommand(at('restored'), 'upgrade', '--check');
      expect([checked.code, checked.stdout]).toEqual([
        0,
        expect.stringMatching(/migrations\s+good\s+none is left to do/),
      ]);
    } finally {
      await session.close();
      await system.stop();
    }
  });

  test('is taken while nothing runs, too, and restored into a server of the user', async () => {
    const stopped = await operations.backUp(at('restored'), at('stopped'), quiet);
    expect(stopped.rows).toBeGreaterThan(20);
    const server = await startPostgres({ directory: at('server', 'postgres'), logger: silentLogger });
    try {
      const [own, plain] = [urlOf(server.connection), urlOf(server.connection, 'plain', 'plain')];
      const into = (home: string, url: string) =>
        homeOperations('0.1.0', { DATABASE_URL: url }).restore(
          { home: at(home), folder: at('stopped'), keyFile, passphrase },
          quiet,
        );
      const db = openDatabase({ connection: server.connection, logger: silentLogger });
      await db.query(statement("create role plain login password 'plain'"));
      await db.query(statement('create database plain owner plain'));
      await expect(into('refused', plain)).rejects.toMatchObject({ code: 'RestoreNeedsSuperuser' });
      // As if the server went away when the last table came: the next one finds nothing, and may try again.
      await db.query(
        statement(`
          create function cut() returns event_trigger language plpgsql as $$ begin
            if exists (select from pg_event_trigger_ddl_commands() where object_identity like 'public.event_source%')
            then raise exception 'cut'; end if;
          end $$`),
      );
      await db.query(statement('create event trigger cut on ddl_command_end execute function cut()'));
      await expect(into('refused', own)).rejects.toThrow(/cut/);
      await db.query(statement('drop event trigger cut; drop function cut;'));
      const left = await db.query(
        statement(
          "select relname from pg_class where relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)",
        ),
      );
      expect(left).toEqual([]);
      await db.close();
      const restored = await into('own', own);
      expect([restored.rows, existsSync(at('own', 'postgres'))]).toEqual([stopped.rows, false]);
      await expect(into('refused', own)).rejects.toMatchObject({ code: 'RestoreDatabaseNotEmpty' });
      expect(existsSync(at('refused'))).toBe(false);
    } finally {
      await server.stop();
    }
  });
});

function urlOf(connection: PgConnection, user?: string, database?: string): string {
  if ('url' in connection) return connection.url;
  const { host, port, password } = connection;
  const url = new URL(
    `postgres://${user ?? connection.user}:${user ?? password}@localhost:${port}/${database ?? connection.database}`,
  );
  url.searchParams.set('host', host);
  return url.href;
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 9]! ^= 1;
  writeFileSync(file, bytes);
}

interface Written {
  readonly database: { readonly migrations: readonly { number: number; checksum: string }[] };
}

function rewrite(copy: string, change: (manifest: Written) => unknown): void {
  const file = join(copy, 'backup.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Written)));
}

function withMigration(manifest: Written, migration: { number: number; checksum: string }): unknown {
  const others = manifest.database.migrations.filter(({ number }) => number !== migration.number);
  return { ...manifest, database: { ...manifest.database, migrations: [...others, migration] } };
}
