/**
 * Queries among a million users, through the engine in one process: pages that an index answers, scans on the reading
 * threads while other requests go on, and a walk through all pages. `TENANT_BENCH_FILE` keeps the seeded file for more
 * runs. The reference is one look-up by id in the same file.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { monotonicNow, systemClock } from '#kernel';

import { type Handled, handleGraph } from '../src/tenant/odata/handle.ts';
import { seedFile } from '../src/tenant/seed/seed-file.ts';
import { type Readers, openReaders } from '../src/tenant/state/readers.ts';
import { type TenantState, openState } from '../src/tenant/state/state.ts';
import { type Measurement, atMost, percentile, rounded } from './measurement.ts';

const people = 1_000_000;
const rounds = 60;

interface Company {
  readonly state: TenantState;
  readonly readers: Readers;
  ask(url: string): Promise<Handled>;
}

export async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-queries-'));
  const file = process.env['TENANT_BENCH_FILE'] ?? join(folder, 'million.sqlite');
  if (!existsSync(file))
    await seedFile(file, { seed: 'bench', people, trustedApps: [], now: systemClock.now() });
  const state = openState(file, systemClock);
  const readers = openReaders(file);
  try {
    const company = { state, readers, ask: asker(state, readers) };
    const lookUps = await times(company, (n) => `/users/${someone(state, n)}`, rounds);
    return [...(await pages(company, lookUps)), ...(await scans(company, lookUps)), await paging(company)];
  } finally {
    await readers.close();
    state.close();
    rmSync(folder, { recursive: true });
  }
}

function asker(state: TenantState, readers: Readers): Company['ask'] {
  return async (url) => {
    const [path = '', query = ''] = url.split('?');
    const request = {
      method: 'GET',
      path,
      query: new URLSearchParams(query),
      headers: { consistencylevel: 'eventual' },
      body: undefined,
      base: 'https://graph.test/v1.0',
      principal: { kind: 'app' as const, appId: 'bench', objectId: 'bench', roles: ['Directory.Read.All'] },
    };
    const handled = await handleGraph(state, systemClock, request, readers);
    if (handled.status !== 200) throw new Error(`${url}: ${JSON.stringify(handled.body)}`);
    return handled;
  };
}

/** The id of one of the million, spread over them. */
function someone(state: TenantState, n: number): string {
  const from = ((n * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0');
  const [row] = state.select('select id from e_user where id >= ? order by id limit 1', [from]);
  return String(row?.['id'] ?? state.select('select id from e_user limit 1', [])[0]?.['id']);
}

async function times(company: Company, url: (n: number) => string, many: number): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < many; n += 1) {
    const asked = url(n);
    const began = monotonicNow();
    await company.ask(asked);
    found.push(monotonicNow() - began);
  }
  return found;
}

async function pages(company: Company, lookUps: readonly number[]): Promise<Measurement[]> {
  const { state } = company;
  const user = (n: number) => state.get('user', someone(state, n), ['displayName', 'department', 'surname'])!;
  const text = (n: number, name: string): string =>
    encodeURIComponent(String(user(n)[name]).replaceAll("'", "''"));
  const kinds: Readonly<Record<string, (n: number) => string>> = {
    'indexed filter (department)': (n) => `/users?$top=100&$filter=department eq '${text(n, 'department')}'`,
    'indexed prefix (displayName)': (n) =>
      `/users?$top=100&$filter=startsWith(displayName,'${text(n, 'displayName').slice(0, 4)}')`,
    'sort (displayName)': () => '/users?$top=100&$orderby=displayName',
    'search (a name)': (n) => `/users?$top=100&$search="displayName:${text(n, 'surname')}"`,
    'search (three letters)': (n) =>
      `/users?$top=100&$search="displayName:${String(user(n)['surname']).slice(0, 3)}"`,
  };
  const found: Measurement[] = [];
  for (const [name, url] of Object.entries(kinds)) {
    const ours = await times(company, url, rounds);
    found.push(atMost(`tenant: ${name}, a page of 100 among a million, p50`, ours, lookUps, 0.5, 10));
  }
  return found;
}

async function scans(company: Company, lookUps: readonly number[]): Promise<Measurement[]> {
  const mail = String(company.state.get('user', someone(company.state, 1), ['mail'])?.['mail']);
  const kinds = {
    $count: '/users/$count',
    'ne, counted': "/users/$count?$filter=department ne 'Sales'",
    'endsWith, counted': `/users?$top=100&$count=true&$filter=endsWith(mail,'7${mail.slice(mail.indexOf('@'))}')`,
    'not, sorted': '/users?$top=100&$count=true&$filter=not(accountEnabled eq true)&$orderby=displayName',
  };
  const found: Measurement[] = [];
  const meanwhile: number[] = [];
  for (const [name, url] of Object.entries(kinds)) {
    await company.ask(url);
    const ours: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const began = monotonicNow();
      let running = true;
      const scan = company.ask(url).then(() => {
        ours.push(monotonicNow() - began);
        running = false;
      });
      for (let n = 0; running; n += 1) {
        meanwhile.push(...(await times(company, () => `/users/${someone(company.state, n)}`, 1)));
        await setImmediate();
      }
      await scan;
    }
    found.push(atMost(`tenant: scan of a million, ${name}, p50`, ours, lookUps, 0.5, 500));
  }
  found.push(atMost('tenant: GET one user while a million are scanned, p99', meanwhile, lookUps, 0.99, 10));
  return found;
}

/** What the process holds more at the end than after the first tenth. */
async function paging(company: Company): Promise<Measurement> {
  const held: number[] = [];
  let seen = 0;
  let next: string | undefined = '/users?$top=999&$select=id';
  for (let page = 0; next !== undefined; page += 1) {
    const { body } = await company.ask(next);
    const { value, '@odata.nextLink': link } = body as { value: unknown[]; '@odata.nextLink'?: string };
    seen += value.length;
    next = link?.slice('https://graph.test/v1.0'.length);
    if (page % 50 === 0) held.push(process.memoryUsage.rss() / 1e6);
  }
  const [early, late] = [percentile(held.slice(0, 4), 0.5), percentile(held.slice(-4), 0.5)];
  return {
    name: `tenant: memory after paging through ${seen}`,
    ours: `${Math.round(late)} MB`,
    reference: `${Math.round(early)} MB`,
    ratio: rounded(late / early),
    budget: '≤ 1.3×',
    met: late / early <= 1.3,
  };
}
