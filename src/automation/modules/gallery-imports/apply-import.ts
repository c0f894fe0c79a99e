import { newId, problem } from '#kernel';
import { type Database, sql } from '#store';

import type { Account } from '../../accounts/accounts.ts';
import { audit, auditOf } from '../../audit/audit.ts';
import type { Actor } from '../../model.ts';
import { adopt, fullVersion } from '../adopt.ts';
import type { GalleryImport, ModuleChange } from './gallery-import.ts';

interface OnTrial {
  readonly id: string;
  readonly name: string;
  readonly sequence: string;
  readonly version: string;
  readonly prerelease: string;
  readonly feed: string;
}

/**
 * Makes everything that an import brought the account's, all of it or nothing.
 * @throws ModuleImportNotReady
 */
export async function applyImport(
  db: Database,
  account: Account,
  /** `state` is the one that it must be in. */
  {
    id: importId,
    state,
    changes,
  }: Pick<GalleryImport, 'id' | 'state'> & { readonly changes: readonly ModuleChange[] },
  actor: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await tx.maybe<{ state: string }>(
      sql`select state from module_import where id = ${importId} for update`,
    );
    if (found?.state !== state)
      throw problem('ModuleImportNotReady', { name: importId, state: found?.state ?? 'gone' });
    const versions = await tx.query<OnTrial>(sql`
      select id, name, sequence, version, prerelease, feed from module_version where trial_id = ${importId} order by sequence`);
    for (const { id, name, sequence, version, prerelease, feed } of versions) {
      const { id: moduleId } = await tx.one<{ id: string }>(sql`
        insert into module (id, account_id, name, location, state, created_at, modified_at)
        values (${newId()}, ${account.id}, ${name}, ${account.location}, 'Succeeded', now(), now())
        on conflict (account_id, lower(name)) do update set state = 'Succeeded', error = null, modified_at = now() returning id`);
      const kept = await adopt(tx, { id, moduleId, sequence, version, prerelease });
      if (kept)
        await tx.query(
          sql`update module_version set module_id = ${moduleId}, trial_id = null where id = ${id}`,
        );
      else await tx.query(sql`delete from module_version where id = ${id}`);
      const entry = auditOf(account, name, 'modules/write', actor);
      await audit(tx, { ...entry, details: { version: fullVersion({ version, prerelease }), feed } });
    }
    await tx.query(sql`
      update module_import set state = 'Succeeded', changes = ${JSON.stringify(changes)}, modified_at = now()
      where id = ${importId}`);
  });
}
