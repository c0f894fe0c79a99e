import { newId } from '#kernel';
import { type Database, sql } from '#store';

import { type RoleName, allows, roles } from './roles.ts';

/** Who may do what where. Default deny: without an assignment at the scope or above it, nobody may anything. */
export interface Access {
  /** `scope` is an ARM path; an assignment counts for everything below its own. */
  may(objectId: string, action: string, scope: string): Promise<boolean>;
  /** Whether the action is allowed at any scope at all: for lists that show what one may see. */
  mayAnywhere(objectId: string, action: string): Promise<boolean>;
  grant(objectId: string, role: RoleName, scope: string): Promise<void>;
}

const rememberMilliseconds = 1_000;

export function createAccess({ db, now }: { readonly db: Database; readonly now: () => number }): Access {
  interface Assignment {
    readonly role: string;
    readonly scope: string;
  }
  // A poll a second asks the same again and again; a revoked role works a second longer at most.
  const known = new Map<string, { readonly until: number; readonly assignments: readonly Assignment[] }>();

  async function assignmentsOf(objectId: string): Promise<readonly Assignment[]> {
    const before = known.get(objectId);
    if (before !== undefined && before.until > now()) return before.assignments;
    const assignments = await db.query<Assignment>(
      sql`select role, lower(scope) as scope from role_assignment where principal_id = ${objectId}`,
    );
    if (known.size > 10_000) known.clear();
    known.set(objectId, { until: now() + rememberMilliseconds, assignments });
    return assignments;
  }

  return {
    async may(objectId, action, scope) {
      const wanted = `${scope.toLowerCase()}/`;
      return (await assignmentsOf(objectId)).some(
        (each) =>
          Object.hasOwn(roles, each.role) &&
          wanted.startsWith(each.scope === '/' ? '/' : `${each.scope}/`) &&
          allows(roles[each.role as RoleName], action),
      );
    },
    async mayAnywhere(objectId, action) {
      return (await assignmentsOf(objectId)).some(
        ({ role }) => Object.hasOwn(roles, role) && allows(roles[role as RoleName], action),
      );
    },
    async grant(objectId, role, scope) {
      await db.query(sql`
        insert into role_assignment (id, principal_id, role, scope, created_at)
        values (${newId()}, ${objectId}, ${role}, ${scope}, now()) on conflict do nothing`);
      known.delete(objectId);
    },
  };
}
