import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { systemClock } from '#kernel';

import { type Readers, openReaders } from './readers.ts';
import { type TenantState, openState } from './state.ts';

let folder: string;
let state: TenantState;
let readers: Readers;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-readers-'));
  state = openState(join(folder, 'main.sqlite'), systemClock);
});
afterEach(async () => {
  await readers.close();
  state.close();
  rmSync(folder, { recursive: true });
});

/** Counts to this: work that a thread cannot be done with at once. */
const long = (steps: number): [string, number[]] => [
  'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select count(*) as n from n',
  [steps],
];

test('another thread sees what was committed before it was asked', async () => {
  readers = openReaders(state.file);
  for (const id of ['a', 'b', 'c']) {
    state.insert('user', { id, displayName: id });
    const rows = await readers.select('select count(*) as n from e_user where "displayName" = ?', [id]);
    expect(rows).toEqual([{ n: 1 }]);
  }
});

test('answers find their questions, whatever the order', async () => {
  readers = openReaders(state.file, { threads: 2 });
  const asked = [300_000, 3, 2, 1].map(async (steps) => (await readers.select(...long(steps)))[0]?.['n']);
  expect(await Promise.all(asked)).toEqual([300_000, 3, 2, 1]);
});

test('nothing is written through a reading thread', async () => {
  readers = openReaders(state.file);
  await expect(readers.select("insert into setting values ('a', 'b')", [])).rejects.toMatchObject({
    code: 'Internal',
  });
  expect(state.setting('a')).toBeUndefined();
});

test('who would wait behind too many is refused, and so is who waits too long', async () => {
  readers = openReaders(state.file, { threads: 1, queue: 1, milliseconds: 1 });
  const slow = readers.select(...long(3_000_000)).catch((error: unknown) => error);
  const queued = readers.select(...long(1)).catch((error: unknown) => error);
  await expect(readers.select(...long(1))).rejects.toMatchObject({ code: 'GraphTooBusy', status: 503 });
  expect(await slow).toMatchObject({ code: 'GraphTimeout', status: 504 });
  expect(await queued).toMatchObject({ code: 'GraphTimeout' });
});

test('what still waits when the tenant is shut is told so', async () => {
  readers = openReaders(state.file, { threads: 1 });
  const both = [long(3_000_000), long(1)].map((asked) =>
    readers.select(...asked).catch((error: unknown) => error),
  );
  await readers.close();
  for (const each of await Promise.all(both)) expect(each).toMatchObject({ code: 'Internal' });
  await expect(readers.select(...long(1))).rejects.toMatchObject({ code: 'GraphTooBusy' });
});
