/**
 * Tenants of a size: seeding a million people, forking and comparing 25,000. Of seeding the reference is SQLite alone that
 * writes as many rows as long, without indices; of a fork it is copying a file of that size.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { systemClock } from '#kernel';
import { type RunningTenant, seedFile, startTenant } from '#tenant';

import { type Measurement, atMost, timed } from './measurement.ts';

const [million, many, forks, changes] = [1_000_000, 25_000, 7, 100];

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  try {
    return [...(await forking(folder)), ...(await seeding(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seeding(folder: string): Promise<Measurement[]> {
  const file = join(folder, 'million.sqlite');
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 200);
  const options = { seed: 'bench', people: million, trustedApps: [], now: systemClock.now() };
  const ours = await timed(() => seedFile(file, options));
  clearInterval(watch);
  const reference = await timed(async () => rawRows(join(folder, 'raw.sqlite'), million));
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  return [
    atMost(
      `tenant: seeding ${million} people, ${megabytes(statSync(file).size)} in ${megabytes(most)} of memory (reference: rows in SQLite)`,
      [ours],
      [reference],
      1,
      240_000,
    ),
  ];
}

/** As many rows of as many bytes as people have, in the order of their key. */
function rawRows(file: string, count: number): void {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = off; pragma synchronous = off');
  database.exec('create table row (id text primary key, content text) without rowid; begin');
  const insert = database.prepare('insert into row values (?, ?)');
  const content = 'x'.repeat(1_100);
  for (let n = 0; n < count; n += 1) insert.run(String(n).padStart(36, '0'), content);
  database.exec('commit');
  database.close();
}

async function forking(folder: string): Promise<Measurement[]> {
  const tenant = await startTenant({ directory: join(folder, 'tenants'), users: many });
  try {
    const main = join(folder, 'tenants', 'main.sqlite');
    const [fork, copy, diff, bareDiff]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < forks; round += 1) {
      const name = `fork-${round}`;
      fork.push(await timed(() => tenant.fork(name)));
      copy.push(await timed(async () => copyFileSync(main, join(folder, `${name}.copy`))));
      change(tenant);
      diff.push(await timed(async () => tenant.diff(name, 'main')));
      bareDiff.push(await timed(async () => countRows(main)));
    }
    return [
      atMost(`tenant: fork of ${many} people, p50 (reference: copying the file)`, fork, copy, 0.5, 200),
      atMost(
        `tenant: difference of ${many} people after ${changes} changes, p50 (reference: counting the rows)`,
        diff,
        bareDiff,
        0.5,
        1_000,
      ),
    ];
  } finally {
    await tenant.close();
  }
}

function change({ graph }: RunningTenant): void {
  const { value } = graph<{ value: { id: string }[] }>('GET', `/users?$select=id&$top=${changes}`);
  for (const { id } of value) graph('PATCH', `/users/${id}`, { city: String(systemClock.now()) });
}

function countRows(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  for (const table of ['e_user', 'e_group', 'link']) database.prepare(`select count(*) from ${table}`).get();
  database.close();
}
