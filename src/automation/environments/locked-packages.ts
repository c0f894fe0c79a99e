import { newId, problem } from '#kernel';
import { type Transaction, sql } from '#store';

import type { EnvironmentLock } from './lock.ts';

/**
 * Makes the environment's packages exactly those of a lock. Their content must be known to the account already.
 * @throws LockPackagesMissing naming those that are not
 */
export async function takeLockedPackages(
  tx: Transaction,
  accountId: string,
  environmentId: string,
  { packages }: EnvironmentLock,
): Promise<void> {
  const hashes = packages.map(({ hash }) => hash);
  const known = await tx.query<{ hash: string }>(sql`
    select k.hash from package k where k.hash = any(${hashes}) and (
      exists (select from module_version v where v.account_id = ${accountId} and v.package_hash = k.hash)
      or exists (select from environment_package p join runtime_environment e on e.id = p.environment_id
        where e.account_id = ${accountId} and p.package_hash = k.hash)
      or exists (select from environment_lock_package lp join environment_lock l on l.id = lp.lock_id
        join runtime_environment e on e.id = l.environment_id where e.account_id = ${accountId} and lp.package_hash = k.hash))`);
  const there = new Set(known.map(({ hash }) => hash));
  const missing = packages.filter(({ hash }) => !there.has(hash));
  if (missing.length > 0)
    throw problem('LockPackagesMissing', {
      packages: missing.map(({ name, version, hash }) => `${name} ${version} (${hash})`).join(', '),
    });
  await tx.query(sql`delete from environment_package where environment_id = ${environmentId}`);
  for (const { name, hash } of packages)
    await tx.query(sql`
      insert into environment_package (id, environment_id, name, state, package_hash, created_at, modified_at)
      values (${newId()}, ${environmentId}, ${name}, 'ContentRetrieved', ${hash}, now(), now())`);
}
