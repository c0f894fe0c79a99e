import { compareVersions, parseVersion } from '#gallery';
import { type Transaction, sql } from '#store';

export interface AdoptedVersion {
  readonly id: string;
  readonly moduleId: string;
  /** Contents are in this order; the driver gives it as a text. */
  readonly sequence: string;
  readonly version: string;
  readonly prerelease: string;
}

interface DefaultVersion {
  readonly id: string;
  readonly sequence: string;
  readonly version: string;
  readonly prerelease: string;
}

/**
 * Makes room for a version that passed among those of its module: it replaces the one of its number, and becomes the
 * default when it was asked for, or is newer than the default. False when a newer content of its number is there already:
 * then it is to be forgotten.
 */
export async function adopt(tx: Transaction, adopted: AdoptedVersion): Promise<boolean> {
  const { id, moduleId, version, prerelease } = adopted;
  const sequence = BigInt(adopted.sequence);
  // One after the other: two contents of a module may pass at the same moment.
  await tx.query(sql`select 1 from module where id = ${moduleId} for update`);
  const same = await tx.maybe<{ id: string; sequence: string }>(sql`
    select id, sequence from module_version where module_id = ${moduleId} and version = ${version} and state = 'Succeeded' and id <> ${id}`);
  if (same !== undefined && BigInt(same.sequence) > sequence) return false;
  const chosen = await tx.maybe<DefaultVersion>(sql`
    select v.id, v.sequence, v.version, v.prerelease from module m join module_version v on v.id = m.default_version_id
    where m.id = ${moduleId}`);
  const { takesOver } = await tx.one<{ takesOver: 'always' | 'newer' }>(sql`
    select takes_over as "takesOver" from module_version where id = ${id}`);
  const becomesDefault =
    chosen === undefined ||
    chosen.id === same?.id ||
    (takesOver === 'always' ? BigInt(chosen.sequence) < sequence : isNewer({ version, prerelease }, chosen));
  if (becomesDefault)
    await tx.query(sql`update module set default_version_id = ${id} where id = ${moduleId}`);
  if (same !== undefined) await tx.query(sql`delete from module_version where id = ${same.id}`);
  return true;
}

/** `1.2.3` and `beta1` as galleries write them together. */
export function fullVersion({ version, prerelease }: Pick<AdoptedVersion, 'version' | 'prerelease'>): string {
  return prerelease === '' ? version : `${version}-${prerelease}`;
}

export type NumberedVersion = Pick<AdoptedVersion, 'version' | 'prerelease'>;

export function isNewer(a: NumberedVersion, b: NumberedVersion): boolean {
  const [left, right] = [a, b].map((each) => parseVersion(fullVersion(each)) ?? parseVersion(each.version));
  return left !== undefined && right !== undefined && compareVersions(left, right) > 0;
}
