import { problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';
import type { Credential as Revealed } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf, warned } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { type SecretWarning, warningsOf } from '../redaction/secret-texts.ts';
import { credentialBinding } from './bindings.ts';

/** Without its password: that goes in and comes out only in a job. */
export interface Credential {
  readonly name: string;
  readonly userName: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** In the answer to a write alone. */
  readonly warnings?: readonly SecretWarning[];
}

export interface CredentialInput {
  readonly userName?: string | undefined;
  readonly password?: string | undefined;
  readonly description?: string | undefined;
}

export interface Credentials {
  get(accountId: string, name: string): Promise<Credential>;
  list(accountId: string, after?: string): Promise<Page<Credential>>;
  put(
    account: Account,
    name: string,
    input: CredentialInput,
    actor: Actor,
  ): Promise<{ credential: Credential; created: boolean }>;
  update(account: Account, name: string, input: CredentialInput, actor: Actor): Promise<Credential>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  reveal(accountId: string, name: string): Promise<Revealed>;
}

export function createCredentials({
  db,
  vault,
}: {
  readonly db: Database;
  readonly vault: Vault;
}): Credentials {
  async function demand(accountId: string, name: string): Promise<Credential> {
    const found = await find(accountId, name);
    if (found === undefined) throw problem('CredentialNotFound', { name });
    return found;
  }

  function find(accountId: string, name: string): Promise<Credential | undefined> {
    return db.maybe<Credential>(sql`
      select name, user_name as "userName", description, created_at as "createdAt", modified_at as "modifiedAt"
      from credential where account_id = ${accountId} and lower(name) = lower(${name})`);
  }

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<Credential>(sql`
        select name, user_name as "userName", description, created_at as "createdAt", modified_at as "modifiedAt"
        from credential where account_id = ${accountId} and lower(name) > ${after} order by lower(name) limit ${pageSize + 1}`);
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, name, { userName = '', password = '', description = '' }, actor) {
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'credential', most: 128 });
      const before = await find(account.id, name);
      const sealed = vault.seal(password, credentialBinding(account.id, name));
      const warnings = warningsFor(name, password);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into credential (account_id, name, user_name, password, description, created_at, modified_at)
          values (${account.id}, ${name}, ${userName}, ${sealed}, ${description}, now(), now())
          on conflict (account_id, lower(name)) do update set user_name = excluded.user_name,
            password = excluded.password, description = excluded.description, modified_at = now()`);
        await audit(tx, warned(auditOf(account, name, 'credentials/write', actor), warnings));
      });
      const credential = { ...(await demand(account.id, name)), warnings };
      return { credential, created: before === undefined };
    },
    async update(account, name, input, actor) {
      await demand(account.id, name);
      const sealed =
        input.password === undefined ? null : vault.seal(input.password, credentialBinding(account.id, name));
      const warnings = input.password === undefined ? [] : warningsFor(name, input.password);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update credential set user_name = coalesce(${input.userName ?? null}, user_name),
            password = coalesce(${sealed}, password), description = coalesce(${input.description ?? null}, description),
            modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await audit(tx, warned(auditOf(account, name, 'credentials/write', actor), warnings));
      });
      return { ...(await demand(account.id, name)), warnings };
    },
    async remove(account, name, actor) {
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(
          sql`delete from credential where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'credentials/delete', actor));
      });
    },
    async reveal(accountId, name) {
      const row = await db.maybe<{ name: string; userName: string; password: Buffer }>(sql`
        select name, user_name as "userName", password from credential
        where account_id = ${accountId} and lower(name) = lower(${name})`);
      if (row === undefined) throw problem('CredentialNotFound', { name });
      return {
        userName: row.userName,
        password: vault.openText(row.password, credentialBinding(accountId, row.name)),
      };
    },
  };
}

const warningsFor = (name: string, password: string): readonly SecretWarning[] =>
  warningsOf(`The password of credential '${name}'`, [password]);
