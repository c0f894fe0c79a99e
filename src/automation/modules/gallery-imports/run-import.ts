import { type Gallery, compareVersions, parseVersion } from '#gallery';
import { type Logger, isProblem, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, sql } from '#store';

import type { Feeds } from '../../galleries/feeds.ts';
import type { Packages } from '../packages.ts';
import { changesOf } from './changes.ts';
import { fetchPackage } from './fetch-package.ts';
import type { GalleryImport, ImportItem, ModuleChange } from './gallery-import.ts';
import { type ImportRecords, type TriedVersion, triedVersions } from './import-records.ts';
import { makePlan, packageKey } from './make-plan.ts';
import { withGalleries } from './open-galleries.ts';
import { planItems } from './plan-items.ts';

export interface ImportRunOptions {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
  readonly feeds: Feeds;
  readonly records: ImportRecords;
  readonly logger: Logger;
  /** Everything passed, and nobody wants to look at it first. */
  readonly apply: (record: GalleryImport, changes: readonly ModuleChange[]) => Promise<void>;
}

/** Well within a lease: a download may take longer than one. */
const renewMilliseconds = 20_000;

/** Takes imports on, step by step: each is woken when one of its versions was tried. Resolves when it has to wait again. */
export function createImportRuns(options: ImportRunOptions): (id: string) => Promise<void> {
  const { records, logger } = options;
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();

  async function run(id: string): Promise<void> {
    do {
      again.delete(id);
      const record = await records.lease(id);
      if (record === undefined) return;
      const renewal = setInterval(() => void records.renew(id).catch(() => {}), renewMilliseconds);
      try {
        await takeOn(record, options);
      } catch (error) {
        if (isProblem(error)) await records.fail(record, { code: error.wireCode, message: error.advice });
        else throw error;
      } finally {
        clearInterval(renewal);
        await records.release(id);
      }
    } while (again.has(id));
  }

  return (id) => {
    const known = running.get(id);
    if (known !== undefined) {
      again.add(id);
      return known;
    }
    const task = run(id)
      .catch((error: unknown) =>
        logger.warn('an import of modules waits to be asked for again', { id, error }),
      )
      .finally(() => running.delete(id));
    running.set(id, task);
    return task;
  };
}

async function takeOn(record: GalleryImport, options: ImportRunOptions): Promise<void> {
  const { db, feeds, records } = options;
  const galleries = new Map<string, Gallery>();
  const gallery = async (feed: string): Promise<Gallery> => {
    const open = galleries.get(feed) ?? (await feeds.open(feed));
    galleries.set(feed, open);
    return open;
  };
  try {
    for (let current = record; ;) {
      const tried = await triedVersions(db, current.id);
      const failed = tried.find(({ state }) => state === 'Failed');
      if (failed !== undefined) {
        current = await replanned(current, failed, options);
        continue;
      }
      const items = current.items.map((item) => settled(item, tried));
      const next = items.find((item) => item.state === 'Waiting' && mayBegin(item, items));
      if (next === undefined) {
        await records.keepItems(current.id, { ...current, items });
        if (items.some(({ state }) => state !== 'Succeeded')) return;
        const changes = await changesOf(db, current);
        return await (current.applies ? options.apply(current, changes) : records.ready(current.id, changes));
      }
      const versionId = await fetchPackage(options, current, next, await gallery(next.feed));
      const begun = items.map((item) =>
        item === next ? { ...item, state: 'Testing' as const, versionId } : item,
      );
      current = { ...current, items: begun };
      await records.keepItems(current.id, current);
    }
  } finally {
    await Promise.all([...galleries.values()].map((each) => each.close()));
  }
}

/** The item with what its import test said. */
function settled(item: ImportItem, tried: readonly TriedVersion[]): ImportItem {
  const outcome = tried.find(({ id }) => id === item.versionId);
  if (outcome?.state !== 'Succeeded' || item.state === 'Succeeded') return item;
  const [told, found] = [item.version.split('-')[0] ?? '', outcome.version ?? ''].map(parseVersion);
  if (told === undefined || found === undefined || compareVersions(told, found) !== 0)
    throw failure(item, `the package says of itself that it is ${outcome.version}`);
  return { ...item, state: 'Succeeded' };
}

function mayBegin({ requires }: ImportItem, items: readonly ImportItem[]): boolean {
  return requires.every((name) => {
    const other = items.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return other === undefined || other.state === 'Succeeded';
  });
}

/** Once more with what a package's own manifest requires and its feed did not tell. Fails when that was not the reason. */
async function replanned(
  record: GalleryImport,
  failed: TriedVersion,
  { db, feeds, records }: ImportRunOptions,
): Promise<GalleryImport> {
  const item = record.items.find(({ versionId }) => versionId === failed.id);
  if (item === undefined) throw problem('Internal', { detail: 'a version on trial that no import knows' });
  const key = packageKey(item.name, item.version);
  const before = record.discovered[key] ?? [];
  const missing = failed.missing.filter(
    ({ name }) => !before.some((each) => each.name.toLowerCase() === name.toLowerCase()),
  );
  const alone = record.wanted.some(({ link }) => link !== undefined);
  if (missing.length === 0 || alone) throw failure(item, failed.error?.message ?? 'its import test failed');
  const discovered = {
    ...record.discovered,
    [key]: [...before, ...missing.map(({ name, range = '' }) => ({ name, range }))],
  };
  const known = await records.known(record.accountId);
  const plan = await withGalleries(feeds, record.wanted, (open) =>
    makePlan({ wanted: record.wanted, known, open, discovered }),
  );
  await db.query(sql`delete from module_version where id = ${failed.id}`);
  const next = { ...record, ...planItems(plan, record.items, failed.id), discovered };
  await records.keepItems(record.id, next);
  return next;
}

function failure({ name, version, requiredBy }: ImportItem, reason: string): Error {
  const chain = requiredBy.length === 0 ? '' : ` (required: ${[...requiredBy, name].join(' → ')})`;
  return problem('ModuleTestFailedInImport', { name, version, chain, reason });
}
