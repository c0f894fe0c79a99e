import { type Gallery, demandVersion, parseRange } from '#gallery';
import { newId, problem } from '#kernel';
import type { Queue } from '#queue';
import { type Database, sql } from '#store';

import { type Packages, mostPackageBytes } from '../packages.ts';
import type { GalleryImport, ImportItem } from './gallery-import.ts';
import { hashCheck } from './hash-check.ts';

/** Brings the package of one item here, and has a worker try it. Resolves with the id of the version on trial. */
export async function fetchPackage(
  { db, queue, packages }: { readonly db: Database; readonly queue: Queue; readonly packages: Packages },
  { id: importId, accountId, wanted }: GalleryImport,
  { name, version, feed }: ImportItem,
  gallery: Pick<Gallery, 'demand' | 'download'>,
): Promise<string> {
  const found = await gallery.demand(name, parseRange(`[${version}]`, 'exactly'));
  const asked = wanted.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const expected = asked?.link?.hash;
  const check =
    expected === undefined
      ? undefined
      : hashCheck(expected, (reason) => problem('ModuleLinkMismatch', { name, reason }));
  const content = gallery.download(found, mostPackageBytes);
  const { hash, size } = await packages.store(check === undefined ? content : check.through(content));
  check?.demandSame();
  const versionId = newId();
  await db.transaction(async (tx) => {
    await tx.query(sql`
      insert into module_version (id, account_id, name, trial_id, state, package_hash, size_in_bytes, takes_over, feed, prerelease,
        created_at, modified_at)
      values (${versionId}, ${accountId}, ${found.name}, ${importId}, 'ContentRetrieved', ${hash}, ${size},
        ${asked === undefined ? 'newer' : 'always'}, ${feed}, ${demandVersion(version).label.join('.')}, now(), now())`);
    await queue.enqueue(tx, 'build', versionId);
  });
  return versionId;
}
