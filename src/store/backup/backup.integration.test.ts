import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { sql, statement } from '../sql.ts';
import { testDatabase } from '../testing/test-database.ts';
import { dumpDatabase } from './dump.ts';
import { loadDatabase } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-dump-'));
afterAll(() => rmSync(folder, { recursive: true }));

const odd = `
  create table public.odd (
    id bigint generated always as identity primary key, text text, bytes bytea, at timestamptz, list text[], json jsonb,
    exact double precision, doubled bigint generated always as (id * 2) stored, above bigint references public.odd (id)
  )`;
const everything = sql`select * from odd order by id`;

test('every value comes back as it was, whatever it is, and numbers go on where they were', async () => {
  const [from, to] = [await testDatabase(), await testDatabase()];
  for (const { db } of [from, to]) await db.query(statement(odd));
  await from.db.query(
    statement(String.raw`
    insert into odd (text, bytes, at, list, json, exact, above) values
      (E'tab\tline\nback\\slash \\N \\. é 😀', '\x00ff5c0a', '2026-11-26 06:00:00.123456+00', '{"a,b",NULL,"\\"}', 'null', 0.1, 2),
      ('', '', 'infinity', '{}', '{"a": [null, 1e400]}', 'NaN', null),
      (null, null, null, null, null, null, 1)`),
  );
  await from.db.query(sql`select nextval(pg_get_serial_sequence('odd', 'id')) from generate_series(1, 40)`);
  const dump = await dumpDatabase({ connection: from.connection, folder: join(folder, 'odd') });
  await loadDatabase({ connection: to.connection, folder: join(folder, 'odd'), dump });
  const text = statement('select json_agg(o order by id)::text as all, count(*)::int as rows from odd o');
  expect(await to.db.query(text)).toEqual(await from.db.query(text));
  const [last] = (await to.db.query(everything)) as { json: unknown; doubled: string }[];
  expect([last?.json, Number(last?.doubled)]).toEqual([null, 2]);
  const { isJson } = await to.db.one<{ isJson: boolean }>(
    sql`select json is not null as "isJson" from odd where id = 1`,
  );
  expect(isJson, 'the null of JSON is not that of SQL').toBe(true);
  const { id } = await to.db.one<{ id: string }>(sql`insert into odd (text) values ('next') returning id`);
  expect(Number(id)).toBe(44);
});

test('all tables are of one moment, while others go on writing', async () => {
  const { db, connection } = await testDatabase();
  await db.query(statement('create table public.a_first (n int); create table public.z_last (n int);'));
  await db.query(statement('insert into a_first values (0); insert into z_last values (0);'));
  const dump = await dumpDatabase({
    connection,
    folder: join(folder, 'moment'),
    // Between the two tables: whoever saw one without the other would have torn them apart.
    onTable: async (name) => {
      if (name !== 'public.z_last') return;
      await db.query(statement('insert into a_first values (1); insert into z_last values (1);'));
    },
  });
  const rowsOf = (name: string) => dump.tables.find((table) => table.name === name)?.rows;
  expect([rowsOf('public.a_first'), rowsOf('public.z_last')]).toEqual([1, 1]);
});

test('a dump that does not fit is refused, and nothing of it stays', async () => {
  const [from, to] = [await testDatabase(), await testDatabase()];
  await from.db.query(
    statement('create table public.a_known (n int); create table public.z_unknown (n int);'),
  );
  await from.db.query(statement('insert into a_known values (1)'));
  await to.db.query(statement('create table public.a_known (n int)'));
  const dump = await dumpDatabase({ connection: from.connection, folder: join(folder, 'foreign') });
  await expect(
    loadDatabase({ connection: to.connection, folder: join(folder, 'foreign'), dump }),
  ).rejects.toMatchObject({ code: 'BackupForeign' });
  expect(await to.db.query(sql`select * from a_known`)).toEqual([]);
  const short = {
    ...dump,
    tables: dump.tables
      .filter(({ name }) => name === 'public.a_known')
      .map((table) => ({ ...table, rows: 2 })),
  };
  await expect(
    loadDatabase({ connection: to.connection, folder: join(folder, 'foreign'), dump: short }),
  ).rejects.toMatchObject({ code: 'BackupBroken' });
});
