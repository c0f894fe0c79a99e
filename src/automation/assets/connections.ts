import { problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';
import type { Connection as Revealed } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf, warned } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { type SecretWarning, warningsOf } from '../redaction/secret-texts.ts';
import { connectionBinding } from './bindings.ts';
import type { ConnectionType, ConnectionTypes } from './connection-types.ts';

type FieldValues = Readonly<Record<string, string>>;

export interface Connection {
  readonly name: string;
  readonly connectionType: string;
  /** Without the values of encrypted fields, which are null. */
  readonly fieldValues: Readonly<Record<string, string | null>>;
  readonly description: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** In the answer to a write alone. */
  readonly warnings?: readonly SecretWarning[];
}

export interface ConnectionInput {
  readonly connectionType: string;
  readonly fieldValues?: FieldValues | undefined;
  readonly description?: string | undefined;
}

export interface Connections {
  get(accountId: string, name: string): Promise<Connection>;
  list(accountId: string, after?: string): Promise<Page<Connection>>;
  put(
    account: Account,
    name: string,
    input: ConnectionInput,
    actor: Actor,
  ): Promise<{ connection: Connection; created: boolean }>;
  /** Fields that are not named keep their values. */
  update(
    account: Account,
    name: string,
    input: Omit<ConnectionInput, 'connectionType'>,
    actor: Actor,
  ): Promise<Connection>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** All fields, for jobs only. Undefined when there is none of that name. */
  reveal(accountId: string, name: string): Promise<Revealed | undefined>;
}

interface Row extends Omit<Connection, 'fieldValues'> {
  readonly sealedValues: Buffer;
}

export function createConnections({
  db,
  vault,
  types,
}: {
  readonly db: Database;
  readonly vault: Vault;
  readonly types: ConnectionTypes;
}): Connections {
  const valuesOf = (accountId: string, { name, sealedValues }: Row): FieldValues =>
    JSON.parse(vault.openText(sealedValues, connectionBinding(accountId, name))) as FieldValues;

  function find(accountId: string, name: string): Promise<Row | undefined> {
    return db.maybe<Row>(sql`
      select name, connection_type as "connectionType", field_values as "sealedValues", description,
        created_at as "createdAt", modified_at as "modifiedAt"
      from connection where account_id = ${accountId} and lower(name) = lower(${name})`);
  }

  async function demand(accountId: string, name: string): Promise<Row> {
    const found = await find(accountId, name);
    if (found === undefined) throw problem('ConnectionNotFound', { name });
    return found;
  }

  async function shown(accountId: string, row: Row): Promise<Connection> {
    const { fieldDefinitions } = await types.get(accountId, row.connectionType);
    const { sealedValues: _, ...rest } = row;
    const values = Object.entries(valuesOf(accountId, row)).map(([field, value]) => [
      field,
      fieldDefinitions[field]?.isEncrypted === false ? value : null,
    ]);
    return { ...rest, fieldValues: Object.fromEntries(values) as Connection['fieldValues'] };
  }

  const get = async (accountId: string, name: string): Promise<Connection> =>
    shown(accountId, await demand(accountId, name));

  return {
    get,
    async list(accountId, after = '') {
      const rows = await db.query<Row>(sql`
        select name, connection_type as "connectionType", field_values as "sealedValues", description,
          created_at as "createdAt", modified_at as "modifiedAt"
        from connection where account_id = ${accountId} and lower(name) > ${after} order by lower(name) limit ${pageSize + 1}`);
      const page = toPage(rows, (last) => last.name.toLowerCase());
      return { ...page, items: await Promise.all(page.items.map((row) => shown(accountId, row))) };
    },
    async put(account, name, { connectionType, fieldValues = {}, description = '' }, actor) {
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'connection', most: 128 });
      const type = await types.get(account.id, connectionType);
      const values = checkFields(type, fieldValues);
      const before = await find(account.id, name);
      if (before !== undefined && before.connectionType.toLowerCase() !== type.name.toLowerCase())
        throw problem('ConnectionTypeFixed', { name });
      const sealed = vault.seal(JSON.stringify(values), connectionBinding(account.id, name));
      const warnings = warningsFor(type, fieldValues);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into connection (account_id, name, connection_type, field_values, description, created_at, modified_at)
          values (${account.id}, ${name}, ${type.name}, ${sealed}, ${description}, now(), now())
          on conflict (account_id, lower(name)) do update set field_values = excluded.field_values,
            description = excluded.description, modified_at = now()`);
        await audit(tx, warned(auditOf(account, name, 'connections/write', actor), warnings));
      });
      const connection = { ...(await get(account.id, name)), warnings };
      return { connection, created: before === undefined };
    },
    async update(account, name, { fieldValues = {}, description }, actor) {
      const before = await demand(account.id, name);
      const type = await types.get(account.id, before.connectionType);
      const values = checkFields(type, { ...valuesOf(account.id, before), ...canonical(type, fieldValues) });
      const sealed = vault.seal(JSON.stringify(values), connectionBinding(account.id, before.name));
      const warnings = warningsFor(type, fieldValues);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update connection set field_values = ${sealed}, description = coalesce(${description ?? null}, description),
            modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await audit(tx, warned(auditOf(account, name, 'connections/write', actor), warnings));
      });
      return { ...(await get(account.id, name)), warnings };
    },
    async remove(account, name, actor) {
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(
          sql`delete from connection where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'connections/delete', actor));
      });
    },
    async reveal(accountId, name) {
      const row = await find(accountId, name);
      if (row === undefined) return undefined;
      const { fieldDefinitions } = await types.get(accountId, row.connectionType);
      const fields = valuesOf(accountId, row);
      const secretFields = Object.keys(fields).filter(
        (field) => fieldDefinitions[field]?.isEncrypted !== false,
      );
      return { name: row.name, connectionType: row.connectionType, fields, secretFields };
    },
  };
}

function warningsFor(type: ConnectionType, given: FieldValues): readonly SecretWarning[] {
  return Object.entries(canonical(type, given)).flatMap(([field, value]) =>
    type.fieldDefinitions[field]?.isEncrypted === false ? [] : warningsOf(`Field '${field}'`, [value]),
  );
}

/** Names of fields match without regard to case; they are kept as the type writes them. */
function canonical({ name: type, fieldDefinitions }: ConnectionType, given: FieldValues): FieldValues {
  const known = Object.keys(fieldDefinitions);
  const entries = Object.entries(given).map(([field, value]) => {
    const declared = known.find((each) => each.toLowerCase() === field.toLowerCase());
    if (declared === undefined)
      throw problem('ConnectionFieldUnknown', { type, field, known: known.join(', ') });
    return [declared, value];
  });
  return Object.fromEntries(entries) as FieldValues;
}

function checkFields(type: ConnectionType, given: FieldValues): FieldValues {
  const values = canonical(type, given);
  for (const [field, { isOptional }] of Object.entries(type.fieldDefinitions)) {
    if (!isOptional && values[field] === undefined)
      throw problem('ConnectionFieldMissing', { type: type.name, field });
  }
  return values;
}
