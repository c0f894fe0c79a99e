import { type Lifespan, isGood, newId } from '#kernel';
import { type Database, sql } from '#store';

import { type RoleAssignments, createRoleAssignments } from './assignments.ts';
import { type RoleName, allows, isRoleName, roles } from './roles.ts';
import { isWithin } from './scope.ts';

/** Who may do what where. Default deny: without an assignment at the scope or above it, nobody may anything. */
export interface Access {
  /** `scope` is an ARM path; an assignment counts for everything below its own. */
  may(objectId: string, action: string, scope: string): Promise<boolean>;
  /** Whether the action is allowed at any scope at all: for lists that show what one may see. */
  mayAnywhere(objectId: string, action: string): Promise<boolean>;
  /** Whether somebody has any role at all. */
  hasRole(objectId: string): Promise<boolean>;
  /** The scopes at which the action is allowed, as a question: for a list of many. */
  whereMay(objectId: string, action: string): Promise<(scope: string) => boolean>;
  /** What the product itself gives out when it is set up. */
  grant(objectId: string, role: RoleName, scope: string): Promise<void>;
  readonly assignments: RoleAssignments;
}

const rememberMilliseconds = 1_000;

export function createAccess({ db, now }: { readonly db: Database; readonly now: () => number }): Access {
  interface Assignment {
    readonly role: string;
    readonly scope: string;
  }
  // A poll a second asks the same again and again; a revoked role works a second longer at most.
  const known = new Map<string, Lifespan & { readonly assignments: readonly Assignment[] }>();

  async function assignmentsOf(objectId: string): Promise<readonly Assignment[]> {
    const before = known.get(objectId);
    if (before !== undefined && isGood(before, now())) return before.assignments;
    const assignments = await db.query<Assignment>(
      sql`select role, scope from role_assignment where principal_id = ${objectId}`,
    );
    if (known.size > 10_000) known.clear();
    known.set(objectId, { from: now(), until: now() + rememberMilliseconds, assignments });
    return assignments;
  }

  async function scopesOf(objectId: string, action: string): Promise<readonly string[]> {
    return (await assignmentsOf(objectId))
      .filter(({ role }) => isRoleName(role) && allows(roles[role], action))
      .map(({ scope }) => scope);
  }

  return {
    async may(objectId, action, scope) {
      return (await scopesOf(objectId, action)).some((outer) => isWithin(scope, outer));
    },
    async mayAnywhere(objectId, action) {
      return (await scopesOf(objectId, action)).length > 0;
    },
    hasRole: async (objectId) => (await assignmentsOf(objectId)).some(({ role }) => isRoleName(role)),
    async whereMay(objectId, action) {
      const scopes = await scopesOf(objectId, action);
      return (scope) => scopes.some((outer) => isWithin(scope, outer));
    },
    async grant(objectId, role, scope) {
      await db.query(sql`
        insert into role_assignment (id, principal_id, role, scope, created_at)
        values (${newId()}, ${objectId}, ${role}, ${scope}, now()) on conflict do nothing`);
      known.delete(objectId);
    },
    assignments: createRoleAssignments({ db, onChange: (principalId) => known.delete(principalId) }),
  };
}
