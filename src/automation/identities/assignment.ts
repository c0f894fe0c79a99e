import { problem } from '#kernel';
import { type Transaction, sql } from '#store';

import { identityArmId, parseIdentityId } from './identity-id.ts';
import { findIdentity } from './user-assigned.ts';

/** What a client asks for in an account's `identity`. */
export interface IdentityChange {
  /** Whether the account has an identity of its own. */
  readonly systemAssigned: boolean;
  /** Ids of identities that it gets (true) or loses (false); `none` takes all away. */
  readonly userAssigned: ReadonlyMap<string, boolean> | 'none';
  /** A PUT says all that there is: what it does not name, goes. */
  readonly whole: boolean;
}

/** As an account shows an identity that it was given. */
export interface AssignedIdentity {
  /** ARM's id. */
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string;
}

/** In the transaction that writes the account. Rejects when an identity is not there, or when `UserAssigned` is left without one. */
export async function assignIdentities(
  tx: Transaction,
  accountId: string,
  { systemAssigned, userAssigned, whole }: IdentityChange,
): Promise<void> {
  await tx.query(sql`update account set system_assigned = ${systemAssigned} where id = ${accountId}`);
  const changes = userAssigned === 'none' ? [] : [...userAssigned];
  const named: { readonly wanted: boolean; readonly rowId: string }[] = [];
  for (const [id, wanted] of changes) named.push({ wanted, ...(await demand(tx, id)) });
  const [given, taken] = [true, false].map((which) =>
    named.filter(({ wanted }) => wanted === which).map((each) => each.rowId),
  );
  if (userAssigned === 'none' || whole)
    await tx.query(sql`
      delete from account_user_assigned_identity
      where account_id = ${accountId} and identity_id <> all(${given}::uuid[])`);
  else
    await tx.query(sql`
      delete from account_user_assigned_identity
      where account_id = ${accountId} and identity_id = any(${taken}::uuid[])`);
  await tx.query(sql`
    insert into account_user_assigned_identity (account_id, identity_id)
    select ${accountId}, unnest(${given}::uuid[]) on conflict do nothing`);
  if (userAssigned === 'none') return;
  const left = await tx.maybe(
    sql`select 1 from account_user_assigned_identity where account_id = ${accountId} limit 1`,
  );
  if (left === undefined) throw problem('IdentityListEmpty');
}

async function demand(tx: Transaction, id: string): Promise<{ readonly rowId: string }> {
  const path = parseIdentityId(id);
  if (path === undefined) throw problem('IdentityIdInvalid', { id });
  const found = await findIdentity(tx, path);
  if (found === undefined) throw problem('IdentityToAssignMissing', { id: identityArmId(path) });
  return { rowId: found.id };
}
