import { problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf, auditOfJob, warned } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import type { Redactors } from '../redaction/redactors.ts';
import { type SecretWarning, secretTexts, warningsOf } from '../redaction/secret-texts.ts';
import { variableBinding } from './bindings.ts';

export interface Variable {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** JSON text; undefined when it is encrypted: what went in never comes out of the API. */
  readonly value: string | undefined;
  readonly description: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** In the answer to a write alone. */
  readonly warnings?: readonly SecretWarning[];
}

export interface VariableInput {
  readonly value?: string | undefined;
  readonly isEncrypted?: boolean | undefined;
  readonly description?: string | undefined;
}

export interface Variables {
  get(accountId: string, name: string): Promise<Variable>;
  list(accountId: string, after?: string): Promise<Page<Variable>>;
  put(
    account: Account,
    name: string,
    input: VariableInput,
    actor: Actor,
  ): Promise<{ variable: Variable; created: boolean }>;
  update(account: Account, name: string, input: VariableInput, actor: Actor): Promise<Variable>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** The JSON text, encrypted or not: for jobs only. */
  reveal(accountId: string, name: string): Promise<{ readonly text: string; readonly isEncrypted: boolean }>;
  /** From a job, which stands in the audit as who did it. */
  setValue(accountId: string, name: string, value: string, jobId: string): Promise<void>;
}

interface VariableRow {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly value: Buffer;
  readonly description: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

const mostCharacters = 1_048_576;

export interface VariablesOptions {
  readonly db: Database;
  readonly vault: Vault;
  readonly redactors: Redactors;
}

export function createVariables({ db, vault, redactors }: VariablesOptions): Variables {
  /** A plain value may hold a secret, since a job can set it to anything: whoever reads it does not see that. */
  async function shown(accountId: string, row: VariableRow): Promise<Variable> {
    if (row.isEncrypted) return { ...row, value: undefined };
    const text = vault.openText(row.value, variableBinding(accountId, row.name));
    return { ...row, value: (await redactors.ofAccount(accountId)).redact(text) };
  }

  async function row(accountId: string, name: string): Promise<VariableRow | undefined> {
    return db.maybe<VariableRow>(sql`
      select name, is_encrypted as "isEncrypted", value, description, created_at as "createdAt", modified_at as "modifiedAt"
      from variable where account_id = ${accountId} and lower(name) = lower(${name})`);
  }

  async function demand(accountId: string, name: string): Promise<VariableRow> {
    const found = await row(accountId, name);
    if (found === undefined) throw problem('VariableNotFound', { name });
    return found;
  }

  const sealed = (accountId: string, name: string, value: string): Buffer =>
    vault.seal(value, variableBinding(accountId, name));

  return {
    get: async (accountId, name) => shown(accountId, await demand(accountId, name)),
    async list(accountId, after = '') {
      const rows = await db.query<VariableRow>(sql`
        select name, is_encrypted as "isEncrypted", value, description, created_at as "createdAt", modified_at as "modifiedAt"
        from variable where account_id = ${accountId} and lower(name) > ${after} order by lower(name) limit ${pageSize + 1}`);
      return toPage(await Promise.all(rows.map((each) => shown(accountId, each))), (last) =>
        last.name.toLowerCase(),
      );
    },
    async put(account, name, input, actor) {
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'variable', most: 128 });
      const value = checkValue(name, input.value ?? 'null');
      const before = await row(account.id, name);
      const isEncrypted = input.isEncrypted ?? before?.isEncrypted ?? false;
      if (before !== undefined && before.isEncrypted !== isEncrypted)
        throw problem('VariableEncryptionFixed', { name });
      const warnings = warningsFor(name, value, isEncrypted);
      await db.transaction(async (tx) => {
        const kept = await tx.maybe(sql`
          insert into variable (account_id, name, is_encrypted, value, description, created_at, modified_at)
          values (${account.id}, ${name}, ${isEncrypted}, ${sealed(account.id, name, value)}, ${input.description ?? ''}, now(), now())
          on conflict (account_id, lower(name)) do update
            set value = excluded.value, description = excluded.description, modified_at = now()
            where variable.is_encrypted = excluded.is_encrypted
          returning 1`);
        // Somebody else made it at the same time, and decided otherwise.
        if (kept === undefined) throw problem('VariableEncryptionFixed', { name });
        await audit(tx, warned(auditOf(account, name, 'variables/write', actor), warnings));
      });
      const variable = await shown(account.id, await demand(account.id, name));
      return { variable: { ...variable, warnings }, created: before === undefined };
    },
    async update(account, name, input, actor) {
      const before = await demand(account.id, name);
      const value =
        input.value === undefined ? undefined : sealed(account.id, name, checkValue(name, input.value));
      const warnings = warningsFor(name, input.value ?? 'null', before.isEncrypted);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update variable set value = coalesce(${value ?? null}, value),
            description = ${input.description ?? before.description}, modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await audit(tx, warned(auditOf(account, name, 'variables/write', actor), warnings));
      });
      return { ...(await shown(account.id, await demand(account.id, name))), warnings };
    },
    async remove(account, name, actor) {
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(
          sql`delete from variable where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'variables/delete', actor));
      });
    },
    async reveal(accountId, name) {
      const found = await demand(accountId, name);
      const text = vault.openText(found.value, variableBinding(accountId, found.name));
      return { text, isEncrypted: found.isEncrypted };
    },
    async setValue(accountId, name, value, jobId) {
      const found = await demand(accountId, name);
      const record = sealed(accountId, found.name, checkValue(name, value));
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update variable set value = ${record}, modified_at = now() where account_id = ${accountId} and name = ${found.name}`);
        await auditOfJob(tx, accountId, jobId, 'variables/write', found.name);
      });
    },
  };
}

function warningsFor(name: string, value: string, isEncrypted: boolean): readonly SecretWarning[] {
  return isEncrypted ? warningsOf(`The value of variable '${name}'`, secretTexts(JSON.parse(value))) : [];
}

function checkValue(name: string, value: string): string {
  if (value.length > mostCharacters) throw problem('VariableTooLarge');
  try {
    JSON.parse(value);
  } catch (error) {
    throw problem('VariableInvalid', { name }, error);
  }
  return value;
}
