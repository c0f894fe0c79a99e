import { readCertificate } from '#certificates';
import { problem } from '#kernel';
import { type Database, type Vault, sql } from '#store';
import type { Certificate as Revealed } from '#worker-link';

import type { Account } from '../accounts/accounts.ts';
import { audit, auditOf } from '../audit/audit.ts';
import { type Actor, type Page, isName, pageSize, toPage } from '../model.ts';
import { certificateBinding } from './bindings.ts';

/** What may be seen of it: its content goes in and comes out only in a job. */
export interface Certificate {
  readonly name: string;
  readonly thumbprint: string;
  readonly expiresAt: Date;
  readonly isExportable: boolean;
  readonly description: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface CertificateInput {
  /** PKCS#12 or a certificate alone, as base64 text. */
  readonly content: string;
  readonly password?: string | undefined;
  /** When given it must be the content's own. */
  readonly thumbprint?: string | undefined;
  readonly isExportable?: boolean | undefined;
  readonly description?: string | undefined;
}

export interface Certificates {
  get(accountId: string, name: string): Promise<Certificate>;
  list(accountId: string, after?: string): Promise<Page<Certificate>>;
  put(
    account: Account,
    name: string,
    input: CertificateInput,
    actor: Actor,
  ): Promise<{ certificate: Certificate; created: boolean }>;
  /** Azure lets only the description of a certificate change. */
  describe(
    account: Account,
    name: string,
    description: string | undefined,
    actor: Actor,
  ): Promise<Certificate>;
  remove(account: Account, name: string, actor: Actor): Promise<void>;
  /** By name or by thumbprint, with key and password: for jobs only. */
  reveal(accountId: string, nameOrThumbprint: string): Promise<Revealed>;
}

const mostBytes = 256 * 1024;

interface SealedRow {
  readonly name: string;
  readonly thumbprint: string;
  readonly expiresAt: Date;
  readonly isExportable: boolean;
  readonly hasPrivateKey: boolean;
  readonly content: Buffer;
  readonly password: Buffer;
}

export function createCertificates({
  db,
  vault,
}: {
  readonly db: Database;
  readonly vault: Vault;
}): Certificates {
  function find(accountId: string, name: string): Promise<Certificate | undefined> {
    return db.maybe<Certificate>(sql`
      select name, thumbprint, expires_at as "expiresAt", is_exportable as "isExportable", description,
        created_at as "createdAt", modified_at as "modifiedAt"
      from certificate where account_id = ${accountId} and lower(name) = lower(${name})`);
  }

  async function demand(accountId: string, name: string): Promise<Certificate> {
    const found = await find(accountId, name);
    if (found === undefined) throw problem('CertificateNotFound', { name });
    return found;
  }

  return {
    get: demand,
    async list(accountId, after = '') {
      const rows = await db.query<Certificate>(sql`
        select name, thumbprint, expires_at as "expiresAt", is_exportable as "isExportable", description,
          created_at as "createdAt", modified_at as "modifiedAt"
        from certificate where account_id = ${accountId} and lower(name) > ${after} order by lower(name) limit ${pageSize + 1}`);
      return toPage(rows, (last) => last.name.toLowerCase());
    },
    async put(account, name, input, actor) {
      if (!isName(name, 128)) throw problem('NameInvalid', { name, what: 'certificate', most: 128 });
      const { content, password, facts } = read(name, input);
      const { isExportable = false, description = '' } = input;
      const before = await find(account.id, name);
      const binding = certificateBinding(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          insert into certificate (account_id, name, thumbprint, expires_at, is_exportable, has_private_key, content,
            password, description, created_at, modified_at)
          values (${account.id}, ${name}, ${facts.thumbprint}, ${facts.expiresAt}, ${isExportable}, ${facts.hasPrivateKey},
            ${vault.seal(content, binding)}, ${vault.seal(password, binding)}, ${description}, now(), now())
          on conflict (account_id, lower(name)) do update set thumbprint = excluded.thumbprint,
            expires_at = excluded.expires_at, is_exportable = excluded.is_exportable,
            has_private_key = excluded.has_private_key, content = excluded.content, password = excluded.password,
            description = excluded.description, modified_at = now()`);
        await audit(tx, auditOf(account, name, 'certificates/write', actor));
      });
      return { certificate: await demand(account.id, name), created: before === undefined };
    },
    async describe(account, name, description, actor) {
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(sql`
          update certificate set description = coalesce(${description ?? null}, description), modified_at = now()
          where account_id = ${account.id} and lower(name) = lower(${name})`);
        await audit(tx, auditOf(account, name, 'certificates/write', actor));
      });
      return demand(account.id, name);
    },
    async remove(account, name, actor) {
      await demand(account.id, name);
      await db.transaction(async (tx) => {
        await tx.query(
          sql`delete from certificate where account_id = ${account.id} and lower(name) = lower(${name})`,
        );
        await audit(tx, auditOf(account, name, 'certificates/delete', actor));
      });
    },
    async reveal(accountId, nameOrThumbprint) {
      const row = await db.maybe<SealedRow>(sql`
        select name, thumbprint, expires_at as "expiresAt", is_exportable as "isExportable",
          has_private_key as "hasPrivateKey", content, password
        from certificate
        where account_id = ${accountId}
          and (lower(name) = lower(${nameOrThumbprint}) or thumbprint = upper(${nameOrThumbprint}))
        order by lower(name) = lower(${nameOrThumbprint}) desc, lower(name) limit 1`);
      if (row === undefined) throw problem('CertificateNotFound', { name: nameOrThumbprint });
      const { content, password, expiresAt, ...facts } = row;
      const binding = certificateBinding(accountId, row.name);
      return {
        ...facts,
        expiresOn: expiresAt.toISOString(),
        content: vault.openText(content, binding),
        password: vault.openText(password, binding),
      };
    },
  };
}

/** Opened here, before it is kept: a certificate that nobody can open would fail every job instead. */
function read(name: string, { content, password = '', thumbprint }: CertificateInput) {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > mostBytes) throw problem('CertificateTooLarge', { most: mostBytes });
  const facts = readCertificate(bytes, password);
  if (!facts.ok) throw problem('CertificateInvalid', { name, reason: facts.reason });
  const given = (thumbprint ?? '').replaceAll(/[\s:]/g, '').toUpperCase();
  if (given !== '' && given !== facts.thumbprint)
    throw problem('CertificateInvalid', {
      name,
      reason: `its thumbprint is ${facts.thumbprint}, not ${given}`,
    });
  // Kept as Azure keeps it, so that what scripts do with it works: an empty password opens it. It lies sealed anyway.
  const opened = password === '' ? undefined : facts.opened;
  return opened === undefined
    ? { content: bytes.toString('base64'), password, facts }
    : { content: opened.toString('base64'), password: '', facts };
}
