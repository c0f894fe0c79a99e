import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { delay, isProblem, silentLogger } from '#kernel';

import { type Database, openDatabase } from '../database.ts';
import { sql, statement } from '../sql.ts';
import { type Postgres, startPostgres } from './supervisor.ts';

const logger = silentLogger;
const asRoot = process.getuid?.() === 0;
let home: string;
let directory: string;
const running = new Set<Postgres>();

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tenantry-supervisor-'));
  chmodSync(home, 0o711);
  directory = join(home, 'postgres');
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running.clear();
  rmSync(home, { recursive: true, force: true });
});

test('data survive a stop, a crash that leaves the server running, and the death of the server', async () => {
  const first = await start();
  await keepARow(first);
  await stop(first);

  const second = await start();
  expect(second.adopted).toBe(false);
  // As after a crash of whoever started it: nobody stopped the server, and somebody starts again.
  const third = await start();
  expect(third.adopted).toBe(true);
  expect(third.pid).toBe(second.pid);

  await withDatabase(third, async (db) => {
    process.kill(third.pid!, 'SIGKILL');
    expect(await untilAnswered(db)).toEqual([{ id: 1 }]);
  });
});

test('a server whose supervisor was killed is taken over by the next', async () => {
  const module = new URL('supervisor.ts', import.meta.url).href;
  const program = `const { startPostgres } = await import(${JSON.stringify(module)});
    const { silentLogger } = await import('#kernel');
    const { pid } = await startPostgres({ directory: ${JSON.stringify(directory)}, logger: silentLogger });
    console.log(pid);`;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))),
  );
  child.kill('SIGKILL');
  const next = await start();
  expect(next).toMatchObject({ adopted: true, pid });
});

test('a server that was killed together with its supervisor is started anew, its pid file is no obstacle', async () => {
  const first = await start();
  await keepARow(first);
  await stop(first);
  // The number now belongs to a process that is alive and is no server.
  writeFileSync(
    join(directory, 'server', 'data', 'postmaster.pid'),
    `${process.pid}\n${directory}\n1\n5432\n/tmp\n\n\nready\n`,
  );
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await kept(second)).toEqual([{ id: 1 }]);
});

test('a server that cannot be reached any more is replaced', async () => {
  const first = await start();
  await keepARow(first);
  rmSync(socketFolderOf(first), { recursive: true });
  // Two supervise it now, and both see it end: whoever starts it first, the other one takes it.
  const second = await start();
  expect(await kept(second)).toEqual([{ id: 1 }]);
});

test('a stop that comes while the server is started again leaves none', async () => {
  const postgres = await start();
  process.kill(postgres.pid!, 'SIGKILL');
  await stop(postgres);
  expect((await start()).adopted).toBe(false);
  expect(existsSync(socketFolderOf(postgres))).toBe(false);
});

test('a home that is reached by another way, or was moved, keeps its database', async () => {
  const first = await start();
  await keepARow(first);
  const link = `${home}-link`;
  symlinkSync(home, link);
  const other = await start(join(link, 'postgres'));
  expect(other).toMatchObject({ adopted: true, pid: first.pid });
  await stop(other);
  await stop(first);
  rmSync(link);

  const moved = `${home}-moved`;
  renameSync(home, moved);
  home = moved;
  const second = await start(join(moved, 'postgres'));
  expect(await kept(second)).toEqual([{ id: 1 }]);
});

test.runIf(asRoot)(
  'a home that the service user cannot enter has its database elsewhere, and finds it again',
  async () => {
    chmodSync(home, 0o700);
    const first = await start();
    await keepARow(first);
    await stop(first);
    const place = readFileSync(join(directory, 'location'), 'utf8');
    try {
      expect(place).toMatch(/^\/var\/lib\/tenantry\//);
      const moved = `${home}-moved`;
      renameSync(home, moved);
      home = moved;
      directory = join(moved, 'postgres');
      const second = await start();
      expect(await kept(second)).toEqual([{ id: 1 }]);
      await stop(second);

      rmSync(place, { recursive: true });
      expect(await failureOf(start())).toMatch(/is gone.* Put it back, or delete/);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
);

test('a home that was deleted and made again begins empty; what was there is stopped and kept aside', async () => {
  const first = await start();
  await keepARow(first);
  for (const file of ['password', 'location']) rmSync(join(directory, file));
  const second = await start();
  expect(second.adopted).toBe(false);
  await withDatabase(second, async (db) => {
    expect(await db.query(sql`select 1 from pg_tables where tablename = 'kept'`)).toEqual([]);
  });
  expect(readdirSync(join(directory, 'server')).some((name) => name.startsWith('data-left-'))).toBe(true);
});

test('a lost password and lost data are told, never answered with an empty database', async () => {
  await stop(await start());
  const password = readFileSync(join(directory, 'password'));
  rmSync(join(directory, 'password'));
  expect(await failureOf(start())).toMatch(/password of the database .* is gone/);
  writeFileSync(join(directory, 'password'), password);
  renameSync(join(directory, 'server', 'data'), join(directory, 'server', 'elsewhere'));
  expect(await failureOf(start())).toMatch(/is gone.* Put it back, or delete/);
});

test('data of another major version is refused with a remedy', async () => {
  await stop(await start());
  writeFileSync(join(directory, 'server', 'data', 'PG_VERSION'), '12\n');
  expect(await failureOf(start())).toMatch(/made by PostgreSQL 12/);
});

test('it listens on no network, and nobody else may use its socket or read its password', async () => {
  const postgres = await start();
  await withDatabase(postgres, async (db) => {
    expect(
      await db.one(sql`select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
      current_setting('password_encryption') as passwords`),
    ).toEqual({ addresses: '', fsync: 'on', passwords: 'scram-sha-256' });
  });
  const modes = [socketFolderOf(postgres), join(directory, 'password')].map((path) => statMode(path));
  expect(modes).toEqual([0o700, 0o600]);
  const wrong = openDatabase({
    connection: { ...postgres.connection, password: 'guessed' } as never,
    logger,
  });
  await expect(wrong.query(sql`select 1`)).rejects.toMatchObject({ code: 'DatabaseRefused' });
  await wrong.close();
});

test('an unreachable server is an error that says so', async () => {
  const db = openDatabase({ connection: { url: 'postgres://nobody@127.0.0.1:1/none' }, logger });
  await expect(db.query(sql`select 1`)).rejects.toMatchObject({ code: 'DatabaseUnavailable', status: 503 });
  await db.close();
});

async function start(at = directory): Promise<Postgres> {
  const postgres = await startPostgres({ directory: at, logger });
  running.add(postgres);
  return postgres;
}

async function stop(postgres: Postgres): Promise<void> {
  running.delete(postgres);
  await postgres.stop();
}

async function withDatabase(postgres: Postgres, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ connection: postgres.connection, logger });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

async function keepARow(postgres: Postgres): Promise<void> {
  await withDatabase(postgres, async (db) => {
    await db.query(statement('create table kept (id integer); insert into kept values (1)'));
  });
}

async function kept(postgres: Postgres): Promise<unknown[]> {
  let rows: unknown[] = [];
  await withDatabase(postgres, async (db) => {
    rows = await db.query(sql`select id from kept`);
  });
  return rows;
}

async function failureOf(starting: Promise<Postgres>): Promise<string> {
  const error = await starting.catch((reason: unknown) => reason);
  return isProblem(error) ? error.advice : String(error);
}

function socketFolderOf({ connection }: Postgres): string {
  return 'host' in connection ? connection.host : dirname(connection.url);
}

function statMode(path: string): number {
  return statSync(path).mode & 0o777;
}

async function untilAnswered(db: Database): Promise<unknown[]> {
  for (;;) {
    try {
      return await db.query(sql`select id from kept`);
    } catch (error) {
      if (!isProblem(error, 'DatabaseUnavailable')) throw error;
      await delay(20);
    }
  }
}
