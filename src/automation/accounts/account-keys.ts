import { newSecret, problem } from '#kernel';
import { type Database, type Transaction, type Vault, sql } from '#store';

import { accountKeyBinding } from '../assets/bindings.ts';
import { audit } from '../audit/audit.ts';
import { type Actor, armId } from '../model.ts';
import type { Account } from './accounts.ts';

export const keyNames = ['Primary', 'Secondary'] as const;
export type KeyName = (typeof keyNames)[number];
export type AccountKeyPair = Readonly<Record<KeyName, string>>;

/** Azure's pair of keys of an account: two, so that one can be changed while the other is in use. */
export interface AccountKeys {
  /** Made at the first reading, and the same ever after. Every reading is audited under `action`. */
  read(account: Account, action: string, actor: Actor): Promise<AccountKeyPair>;
  /** Another value for one of them. Rejects with `KeyNameUnknown`. */
  regenerate(account: Account, name: string, actor: Actor): Promise<AccountKeyPair>;
}

/** As long as Azure's. */
const keyBytes = 64;

export function createAccountKeys({
  db,
  vault,
}: {
  readonly db: Database;
  readonly vault: Vault;
}): AccountKeys {
  const seal = (accountId: string, name: KeyName): Buffer =>
    Buffer.from(vault.seal(newSecret(keyBytes), accountKeyBinding(accountId, name)));

  async function pair(tx: Transaction, accountId: string): Promise<AccountKeyPair> {
    for (const name of keyNames)
      await tx.query(sql`
        insert into account_key (account_id, name, value, created_at)
        values (${accountId}, ${name}, ${seal(accountId, name)}, now()) on conflict do nothing`);
    const rows = await tx.query<{ name: KeyName; value: Buffer }>(
      sql`select name, value from account_key where account_id = ${accountId}`,
    );
    return Object.fromEntries(
      rows.map(({ name, value }) => [name, vault.openText(value, accountKeyBinding(accountId, name))]),
    ) as AccountKeyPair;
  }

  const auditOf = (account: Account, action: string, actor: Actor, details = {}) => ({
    actor: actor.objectId,
    action: `Microsoft.Automation/automationAccounts/${action}`,
    resource: armId(account),
    correlationId: actor.correlationId,
    details,
  });

  return {
    read: (account, action, actor) =>
      db.transaction(async (tx) => {
        await audit(tx, auditOf(account, action, actor));
        return pair(tx, account.id);
      }),
    async regenerate(account, wanted, actor) {
      const name = keyNames.find((each) => each.toLowerCase() === wanted.toLowerCase());
      if (name === undefined) throw problem('KeyNameUnknown', { name: wanted });
      return db.transaction(async (tx) => {
        await tx.query(sql`delete from account_key where account_id = ${account.id} and name = ${name}`);
        const action = 'agentRegistrationInformation/regenerateKey/action';
        await audit(tx, auditOf(account, action, actor, { key: name }));
        return pair(tx, account.id);
      });
    },
  };
}
