import { problem } from '#kernel';
import { type Database, type Queryable, sql, statement } from '#store';

import { audit } from '../audit/audit.ts';
import type { Actor } from '../model.ts';
import { type RoleName, findRole, roleNames } from './roles.ts';
import { isWithin } from './scope.ts';

/** Somebody has a role at a place and everywhere below it. */
export interface RoleAssignment {
  /** A GUID that whoever makes it chooses, unique in the subscription. */
  readonly name: string;
  /** Object id in the directory. */
  readonly principalId: string;
  readonly principalType: string;
  readonly role: RoleName;
  /** ARM path of the subscription, group, account or runbook. */
  readonly scope: string;
  readonly createdAt: Date;
  readonly createdBy: string | null;
}

export interface AssignmentInput {
  /** The role's name, its id, or the path of its definition. */
  readonly role: string;
  readonly principalId: string;
  readonly principalType?: string | undefined;
}

export interface RoleAssignments {
  /** Rejects with `RoleAssignmentNotFound`: also when it is at another scope. */
  get(scope: string, name: string): Promise<RoleAssignment>;
  /** Those at the scope, above it and below it. */
  list(scope: string): Promise<RoleAssignment[]>;
  /**
   * Makes it; the same once more changes nothing. Rejects with `RoleAssignmentFixed` when the name stands for another one, and
   * with `RoleAssignmentExists` when the principal has the role there under another name.
   */
  put(
    scope: string,
    name: string,
    input: AssignmentInput,
    actor: Actor,
  ): Promise<{ assignment: RoleAssignment; created: boolean }>;
  /** The assignment that was taken away; undefined when there was none. */
  remove(scope: string, name: string, actor: Actor): Promise<RoleAssignment | undefined>;
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const columns = `id::text as name, principal_id as "principalId", principal_type as "principalType", role, scope,
  created_at as "createdAt", created_by as "createdBy"`;

/** `onChange` hears whose assignments changed. */
export function createRoleAssignments(options: {
  readonly db: Database;
  readonly onChange: (principalId: string) => void;
}): RoleAssignments {
  const { db, onChange } = options;

  async function find(
    scope: string,
    name: string,
    from: Queryable = db,
  ): Promise<RoleAssignment | undefined> {
    if (!guid.test(name)) return undefined;
    const found = await from.maybe<RoleAssignment>(
      statement(`select ${columns} from role_assignment where id = $1`, [name]),
    );
    return found !== undefined && found.scope.toLowerCase() === scope.toLowerCase() ? found : undefined;
  }

  const auditOf = (
    verb: 'write' | 'delete',
    { name, scope, role, principalId }: Pick<RoleAssignment, 'name' | 'scope' | 'role' | 'principalId'>,
    actor: Actor,
  ) => ({
    actor: actor.objectId,
    action: `Microsoft.Authorization/roleAssignments/${verb}`,
    resource: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    correlationId: actor.correlationId,
    details: { role, principalId },
  });

  function checked(
    scope: string,
    name: string,
    { role: wanted, principalId, principalType }: AssignmentInput,
  ) {
    const role = findRole(wanted);
    if (role === undefined)
      throw problem('RoleUnknown', { role: wanted.split('/').at(-1) ?? '', roles: roleNames.join(', ') });
    for (const [what, id] of [
      ['name', name],
      ['principalId', principalId],
    ] as const)
      if (!guid.test(id)) throw problem('RoleAssignmentIdInvalid', { what, id });
    return {
      scope,
      role,
      principalId: principalId.toLowerCase(),
      principalType: principalType ?? 'ServicePrincipal',
    };
  }

  /** What stands in the way of an insert: the name, or the same assignment under another name. */
  async function refuseUnlessSame(
    tx: Queryable,
    name: string,
    wanted: ReturnType<typeof checked>,
  ): Promise<void> {
    const named = await tx.maybe<RoleAssignment>(
      statement(`select ${columns} from role_assignment where id = $1`, [name]),
    );
    if (named === undefined) {
      const other = await tx.maybe<{ name: string }>(sql`
        select id::text as name from role_assignment
        where principal_id = ${wanted.principalId} and role = ${wanted.role} and lower(scope) = lower(${wanted.scope})`);
      throw problem('RoleAssignmentExists', { name: other?.name ?? '' });
    }
    const same =
      named.principalId === wanted.principalId &&
      named.role === wanted.role &&
      named.scope.toLowerCase() === wanted.scope.toLowerCase();
    if (!same) throw problem('RoleAssignmentFixed');
  }

  return {
    async get(scope, name) {
      const found = await find(scope, name);
      if (found === undefined) throw problem('RoleAssignmentNotFound', { name });
      return found;
    },
    async list(scope) {
      const all = await db.query<RoleAssignment>(
        statement(`select ${columns} from role_assignment order by created_at, id`, []),
      );
      return all.filter((each) => isWithin(each.scope, scope) || isWithin(scope, each.scope));
    },
    async put(scope, name, input, actor) {
      const wanted = checked(scope, name, input);
      const created = await db.transaction(async (tx) => {
        const inserted = await tx.maybe(sql`
          insert into role_assignment (id, principal_id, principal_type, role, scope, created_at, created_by)
          values (${name}, ${wanted.principalId}, ${wanted.principalType}, ${wanted.role}, ${scope}, now(), ${actor.objectId})
          on conflict do nothing returning 1`);
        if (inserted === undefined) await refuseUnlessSame(tx, name, wanted);
        else await audit(tx, auditOf('write', { name, ...wanted }, actor));
        return inserted !== undefined;
      });
      onChange(wanted.principalId);
      return { assignment: (await find(scope, name))!, created };
    },
    async remove(scope, name, actor) {
      const removed = await db.transaction(async (tx) => {
        const found = await find(scope, name, tx);
        if (found === undefined) return undefined;
        await tx.query(sql`delete from role_assignment where id = ${name}`);
        await audit(tx, auditOf('delete', found, actor));
        return found;
      });
      if (removed !== undefined) onChange(removed.principalId);
      return removed;
    },
  };
}
