import { parseRange } from '#gallery';
import { isProblem, newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import type { Feeds } from '../galleries/feeds.ts';
import type { Actor } from '../model.ts';
import { type ModuleLink, moduleOfLink } from '../modules/gallery-imports/content-link.ts';
import { hashCheck } from '../modules/gallery-imports/hash-check.ts';
import { makePlan } from '../modules/gallery-imports/make-plan.ts';
import { withGalleries } from '../modules/gallery-imports/open-galleries.ts';
import type { KnownVersion, WantedModule } from '../modules/gallery-imports/plan.ts';
import { type Packages, mostPackageBytes } from '../modules/packages.ts';
import { enqueueEnvironmentBuild } from './builds.ts';
import { findEnvironment } from './environments.ts';

/** Modules of feeds for environments of PowerShell. */
export interface EnvironmentFeeds {
  /**
   * Fetches modules with what they require, and has the environment built with all of them at once. Resolves with their
   * names once everything is here. Rejects as `makePlan` and feeds do, and with `ModulePlanConflict`.
   */
  add(
    account: Account,
    environment: string,
    wanted: readonly WantedModule[],
    actor: Actor,
  ): Promise<readonly string[]>;
  /** What a link of ARM names, and that alone, as Azure does it. What is wrong with it is told by the package. */
  addLinked(
    account: Account,
    environment: string,
    name: string,
    link: ModuleLink,
    actor: Actor,
  ): Promise<void>;
}

interface Fetched {
  readonly name: string;
  readonly version: string;
  readonly feed: string;
  readonly hash: string;
}

export function createEnvironmentFeeds(options: {
  readonly db: Database;
  readonly queue: Queue;
  readonly packages: Packages;
  readonly feeds: Feeds;
}): EnvironmentFeeds {
  const { db, queue, packages, feeds } = options;

  async function demand(account: Account, name: string): Promise<string> {
    const found = await findEnvironment(db, account.id, name);
    if (found === undefined) throw problem('EnvironmentNotFound', { name });
    if (found.language !== 'PowerShell')
      throw problem('EnvironmentFeedsNotForLanguage', { name, language: found.language });
    return found.id;
  }

  async function fetch(
    { name, version, feed }: { readonly name: string; readonly version: string; readonly feed: string },
    expected?: { readonly algorithm: string; readonly value: string },
  ): Promise<Fetched> {
    const gallery = await feeds.open(feed);
    try {
      const found = await gallery.demand(name, parseRange(`[${version}]`, 'exactly'));
      const mismatch = (reason: string): Error => problem('ModuleLinkMismatch', { name, reason });
      const check = expected === undefined ? undefined : hashCheck(expected, mismatch);
      const content = gallery.download(found, mostPackageBytes);
      const { hash } = await packages.store(check === undefined ? content : check.through(content));
      check?.demandSame();
      return { name: found.name, version: found.version, feed, hash };
    } finally {
      await gallery.close();
    }
  }

  async function keep(
    account: Account,
    environment: string,
    environmentId: string,
    fetched: readonly Fetched[],
    actor: Actor,
  ): Promise<void> {
    await db.transaction(async (tx) => {
      await tx.query(sql`select 1 from runtime_environment where id = ${environmentId} for update`);
      for (const { name, version, feed, hash } of fetched) {
        await tx.query(sql`
          insert into environment_package (id, environment_id, name, state, package_hash, feed, created_at, modified_at)
          values (${newId()}, ${environmentId}, ${name}, 'ContentRetrieved', ${hash}, ${feed}, now(), now())
          on conflict (environment_id, lower(name)) do update set state = excluded.state, error = null,
            package_hash = excluded.package_hash, feed = excluded.feed, modified_at = now()`);
        const entry = auditOf(
          account,
          `${environment}/packages/${name}`,
          'runtimeEnvironments/packages/write',
          actor,
        );
        await audit(tx, { ...entry, details: { contentHash: hash, version, feed } });
      }
      await enqueueEnvironmentBuild(tx, queue, environmentId);
    });
  }

  return {
    async add(account, environment, wanted, actor) {
      const environmentId = await demand(account, environment);
      const known = await db.query<KnownVersion>(sql`
        select name, version, feed, true as "isDefault" from environment_package
        where environment_id = ${environmentId} and state = 'Succeeded' and version is not null`);
      const plan = await withGalleries(feeds, wanted, (open) => makePlan({ wanted, known, open }));
      if (plan.conflicts.length > 0)
        throw problem('ModulePlanConflict', {
          reasons: plan.conflicts.map(({ name, reason }) => `${name}: ${reason}`).join('; '),
        });
      const fetched: Fetched[] = [];
      for (const each of plan.imports) fetched.push(await fetch(each));
      if (fetched.length > 0) await keep(account, environment, environmentId, fetched, actor);
      return [...fetched, ...plan.present].map(({ name }) => name);
    },
    async addLinked(account, environment, name, link, actor) {
      try {
        const environmentId = await demand(account, environment);
        const { version, feed = '' } = await moduleOfLink(feeds, name, link);
        const fetched = await fetch({ name, version, feed }, link.contentHash);
        await keep(account, environment, environmentId, [fetched], actor);
      } catch (error) {
        if (!isProblem(error)) throw error;
        await db.query(sql`
          update environment_package p set state = 'Failed',
            error = ${JSON.stringify({ code: error.wireCode, message: error.advice })}, modified_at = now()
          from runtime_environment e where e.id = p.environment_id and e.account_id = ${account.id}
            and lower(e.name) = lower(${environment}) and lower(p.name) = lower(${name})`);
      }
    },
  };
}
