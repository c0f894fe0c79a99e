import { problem } from '#kernel';
import { type Database, sql } from '#store';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';

export interface FieldDefinition {
  /** .NET name, `System.String`. */
  readonly type: string;
  readonly isEncrypted: boolean;
  readonly isOptional: boolean;
}

export interface ConnectionType {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly fieldDefinitions: Readonly<Record<string, FieldDefinition>>;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface ConnectionTypes {
  get(accountId: string, name: string): Promise<ConnectionType>;
  list(accountId: string, after?: string): Promise<Page<ConnectionType>>;
  /** The same again changes nothing. @throws ConnectionTypeExists when it is there with other fields */
  put(
    account: Account,
    name: string,
    fieldDefinitions: Readonly<Record<string, FieldDefinition>>,
    isGlobal: boolean,
    actor: Actor,
  ): Promise<ConnectionType>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
}

const since = new Date('2015-01-01T00:00:00Z');

const builtIn = (name: string, fields: readonly string[]): ConnectionType => ({
  name,
  isGlobal: true,
  fieldDefinitions: Object.fromEntries(
    fields.map((field) => [field, { type: 'System.String', isEncrypted: false, isOptional: false }]),
  ),
  createdAt: since,
  modifiedAt: since,
});

/** Azure Automation's own. Source: learn.microsoft.com/azure/automation/automation-connections. */
export const builtInTypes: readonly ConnectionType[] = [
  builtIn('Azure', ['AutomationCertificateName', 'SubscriptionID']),
  builtIn('AzureClassicCertificate', ['SubscriptionName', 'SubscriptionId', 'CertificateAssetName']),
  builtIn('AzureServicePrincipal', ['ApplicationId', 'TenantId', 'CertificateThumbprint', 'SubscriptionId']),
];

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export function createConnectionTypes({ db }: { readonly db: Database }): ConnectionTypes {
  async function find(accountId: string, name: string): Promise<ConnectionType | undefined> {
    const own = builtInTypes.find((type) => same(type.name, name));
    if (own !== undefined) return own;
    return db.maybe<ConnectionType>(sql`
      select name, is_global as "isGlobal", field_definitions as "fieldDefinitions", created_at as "createdAt",
        modified_at as "modifiedAt"
      from connection_type where account_id = ${accountId} and lower(name) = lower(${name})`);
  }

  async function demand(accountId: string, name: string): Promise<ConnectionType> {
    const found = await find(accountId, name);
    if (found === undefined) {
      const known = builtInTypes.map((type) => type.name).join(', ');
      throw problem('ConnectionTypeNotFound', { name, known });
    }
    return found;
  }

  const refuseBuiltIn = (name: string): void => {
    if (builtInTypes.some((type) => same(type.name, name))) throw problem('ConnectionTypeBuiltIn', { name });
  };

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<ConnectionType>(sql`
        select name, is_global as "isGlobal", field_definitions as "fieldDefinitions", created_at as "createdAt",
          modified_at as "modifiedAt"
        from connection_type where account_id = ${accountId} and lower(name) > ${after}
        order by lower(name) limit ${pageSize + 1}`);
      const all = [...builtInTypes.filter(({ name }) => name.toLowerCase() > after), ...rows];
      const order = (one: ConnectionType, other: ConnectionType): number =>
        one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;
      return toPage(all.sort(order), (last) => last.name.toLowerCase());
    },
    async put(account, name, fieldDefinitions, isGlobal, actor) {
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'connection type', most: 128 });
      refuseBuiltIn(name);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into connection_type (account_id, name, is_global, field_definitions, created_at, modified_at)
          values (${account.id}, ${name}, ${isGlobal}, ${JSON.stringify(fieldDefinitions)}, now(), now())
          on conflict (account_id, lower(name)) do nothing`);
        const equal = await tx.maybe(sql`
          select 1 from connection_type where account_id = ${account.id} and lower(name) = lower(${name})
            and field_definitions = ${JSON.stringify(fieldDefinitions)}::jsonb`);
        if (equal === undefined) throw problem('ConnectionTypeExists', { name });
        await audit(tx, auditOf(account, name, 'connectionTypes/write', actor));
      });
      return demand(account.id, name);
    },
    async remove(account, name, actor) {
      refuseBuiltIn(name);
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        const used = await tx.maybe<{ name: string }>(sql`
          select name from connection where account_id = ${account.id} and lower(connection_type) = lower(${name}) limit 1`);
        if (used !== undefined) throw problem('ConnectionTypeInUse', { name, connection: used.name });
        await tx.query(
          sql`delete from connection_type where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'connectionTypes/delete', actor));
      });
    },
  };
}
