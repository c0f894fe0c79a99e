import { type VersionRange, compareVersions, demandVersion, isPrerelease } from '#gallery';
import { type Logger, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, sql } from '#store';

import type { Account } from '../../accounts/accounts.ts';
import type { Feeds } from '../../galleries/feeds.ts';
import type { Actor } from '../../model.ts';
import { rangeInUse } from '../module-use.ts';
import type { Packages } from '../packages.ts';
import { applyImport } from './apply-import.ts';
import type { GalleryImport } from './gallery-import.ts';
import { createImportRecords } from './import-records.ts';
import { makePlan } from './make-plan.ts';
import { withGalleries } from './open-galleries.ts';
import { planItems } from './plan-items.ts';
import type { KnownVersion, ModulePlan, WantedModule } from './plan.ts';
import { createImportRuns } from './run-import.ts';

export type ImportRequest =
  | { readonly kind: 'import'; readonly wanted: readonly WantedModule[] }
  /** Newer versions of these modules, or of all that came from a feed; each from the feed that it came from. */
  | { readonly kind: 'update'; readonly names: readonly string[] };

/** Modules from feeds. */
export interface GalleryImports {
  /** What an import would bring; nothing is fetched but what feeds tell. Rejects as `makePlan` does, and with `FeedsMissing`. */
  plan(accountId: string, request: ImportRequest): Promise<ModulePlan>;
  /** Begins one. `applies`: as soon as all of it passed; else it waits, with what it changes. Rejects with `ModulePlanConflict`. */
  begin(
    account: Account,
    request: ImportRequest,
    actor: Actor,
    more: { readonly applies: boolean },
  ): Promise<GalleryImport>;
  get(accountId: string, id: string): Promise<GalleryImport>;
  /** Rejects with `ModuleImportNotReady`. */
  apply(account: Account, id: string, actor: Actor): Promise<GalleryImport>;
  /** Forgets it, with what it tried. */
  discard(accountId: string, id: string): Promise<void>;
  /** A version on trial has its result. */
  wake(importId: string): void;
  /** Takes on what a control plane left that is gone; to be asked now and then. */
  resume(): Promise<void>;
}

export function createGalleryImports(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
  readonly feeds: Feeds;
  /** By id. */
  readonly accountOf: (id: string) => Promise<Account>;
  readonly logger: Logger;
}): GalleryImports {
  const { db, packages, feeds, accountOf } = options;
  const records = createImportRecords({ db });
  const run = createImportRuns({
    ...options,
    records,
    async apply({ id, accountId }, changes) {
      const [account, requester] = [await accountOf(accountId), { objectId: await requesterOf(id) }];
      await applyImport(db, account, { id, state: 'Running', changes }, requester);
    },
  });

  async function requesterOf(id: string): Promise<string> {
    return (await db.one<{ by: string }>(sql`select requested_by as by from module_import where id = ${id}`))
      .by;
  }

  async function planned(
    accountId: string,
    request: ImportRequest,
  ): Promise<{ readonly wanted: readonly WantedModule[]; readonly plan: ModulePlan }> {
    const known = await records.known(accountId);
    const wanted =
      request.kind === 'import'
        ? request.wanted
        : await newer(feeds, known, request.names, (name) => rangeInUse(db, accountId, name));
    const plan = await withGalleries(feeds, wanted, (open) => makePlan({ wanted, known, open }));
    return { wanted, plan: wanted.some(({ link }) => link !== undefined) ? alone(plan) : plan };
  }

  async function forgetOld(): Promise<void> {
    await db.query(sql`
      delete from module_import where created_at < now() - interval '1 day' or (state = 'Failed' and created_at < now() - interval '1 hour')`);
    await packages.prune();
  }

  return {
    plan: async (accountId, request) => (await planned(accountId, request)).plan,
    async begin(account, request, actor, { applies }) {
      await forgetOld();
      const { wanted, plan } = await planned(account.id, request);
      const { items, present } = planItems(plan);
      const id = newId();
      const state = items.length === 0 ? 'Succeeded' : 'Running';
      await db.query(sql`
        insert into module_import (id, account_id, requested_by, wanted, applies, state, items, present, changes, created_at, modified_at)
        values (${id}, ${account.id}, ${actor.objectId}, ${JSON.stringify(wanted)}, ${applies}, ${state}, ${JSON.stringify(items)},
          ${JSON.stringify(present)}, ${items.length === 0 ? '[]' : null}, now(), now())`);
      if (state === 'Running') void run(id);
      return records.get(account.id, id);
    },
    async get(accountId, id) {
      const { stale, ...found } = await records.get(accountId, id);
      // Whoever was at it may be gone: asking takes it on.
      if (stale) void run(found.id);
      return found;
    },
    async apply(account, id, actor) {
      const found = await records.get(account.id, id);
      await applyImport(db, account, { id: found.id, state: 'Ready', changes: found.changes ?? [] }, actor);
      return records.get(account.id, id);
    },
    async discard(accountId, id) {
      const found = await records.get(accountId, id);
      await db.query(sql`delete from module_import where id = ${found.id}`);
      await packages.prune();
    },
    wake: (id) => void run(id),
    async resume() {
      await Promise.all((await records.left()).map(run));
    },
  };
}

/** Azure imports what a link names, and that alone. */
function alone(plan: ModulePlan): ModulePlan {
  const imports = plan.imports.filter(({ requiredBy }) => requiredBy.length === 0);
  return { ...plan, imports: imports.map((each) => ({ ...each, requires: [] })) };
}

/** What there is that is newer, of modules that came from feeds. */
async function newer(
  feeds: Feeds,
  known: readonly KnownVersion[],
  names: readonly string[],
  inUse: (name: string) => Promise<VersionRange | undefined>,
): Promise<readonly WantedModule[]> {
  const defaults = known.filter(({ isDefault }) => isDefault);
  const asked = names.map((name) => {
    const found = defaults.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw problem('ModuleNotFound', { name });
    if (found.feed === null) throw problem('ModuleUploaded', { name: found.name });
    return found;
  });
  const configured = new Set((await feeds.list()).map((feed) => feed.name));
  const modules =
    names.length > 0 ? asked : defaults.filter(({ feed }) => feed !== null && configured.has(feed));
  const from = modules.map(({ feed }) => ({ feed: feed ?? '' }));
  return withGalleries(feeds, from, async (open) => {
    const wanted: WantedModule[] = [];
    for (const { name, version, feed } of modules) {
      const now = demandVersion(version);
      const prerelease = isPrerelease(now);
      // What another module of the account excludes is no update for it.
      const range = await inUse(name);
      const newest = range && (await open(feed ?? '').find(name, range, { prerelease }));
      if (newest === undefined || compareVersions(demandVersion(newest.version), now) <= 0) continue;
      wanted.push({ name, version: newest.version, prerelease, feed: newest.feed });
    }
    return wanted;
  });
}
