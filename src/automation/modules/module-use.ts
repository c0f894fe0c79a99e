import { type VersionRange, anyVersion, includes, intersection, parseRange, parseVersion } from '#gallery';
import { problem } from '#kernel';
import { type Queryable, sql } from '#store';

/**
 * What stands against a removal: modules of the account that require this one, in a version that none of those that stay
 * has. Packages of runtime environments are not asked: an environment has its own, by their hashes.
 * @throws ModuleInUse
 */
export async function demandUnused(
  db: Queryable,
  accountId: string,
  name: string,
  /** Versions that stay. */
  staying: readonly string[],
): Promise<void> {
  const demands = await db.query<{ user: string; range: string | null }>(sql`
    select distinct m.name as user, r ->> 'range' as range
    from module m join module_version v on v.module_id = m.id and v.state = 'Succeeded',
      jsonb_array_elements(v.required_modules) r
    where m.account_id = ${accountId} and lower(m.name) <> lower(${name}) and lower(r ->> 'name') = lower(${name})
    order by m.name`);
  const unmet = demands.find(({ range }) => !staying.some((version) => fits(version, range)));
  if (unmet !== undefined) throw problem('ModuleInUse', { name, user: unmet.user });
}

/** Versions that will do for every other module of the account that jobs load by its name; undefined when none can. */
export async function rangeInUse(
  db: Queryable,
  accountId: string,
  name: string,
): Promise<VersionRange | undefined> {
  const demands = await db.query<{ range: string | null }>(sql`
    select distinct r ->> 'range' as range
    from module m join module_version v on v.id = m.default_version_id, jsonb_array_elements(v.required_modules) r
    where m.account_id = ${accountId} and lower(m.name) <> lower(${name}) and lower(r ->> 'name') = lower(${name})`);
  return demands
    .map(({ range }) => parseRange(range ?? '', 'at least'))
    .reduce<VersionRange | undefined>((all, range) => all && intersection(all, range), anyVersion);
}

/** Whether a version of a required module will do. */
export function fits(version: string, range: string | null | undefined): boolean {
  const parsed = parseVersion(version);
  return parsed !== undefined && includes(parseRange(range ?? '', 'at least'), parsed);
}
