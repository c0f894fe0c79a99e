import { readCertificate } from '#certificates';
import { type Logger, isProblem } from '#kernel';
import { type Redactor, createRedactor } from '#redaction';
import { type Database, type Vault, sql } from '#store';

import {
  accountKeyBinding,
  certificateBinding,
  connectionBinding,
  credentialBinding,
  sourceControlBinding,
  variableBinding,
} from '../assets/bindings.ts';
import type { ConnectionTypes } from '../assets/connection-types.ts';
import { addPrivateKey } from './key-texts.ts';
import { secretTexts } from './secret-texts.ts';

export interface SecretSources {
  readonly db: Database;
  readonly vault: Vault;
  readonly types: ConnectionTypes;
  readonly logger: Logger;
}

interface Sealed {
  readonly name: string;
  readonly sealed: Buffer;
}

/** A redactor that knows every secret of an account. It holds them in memory, and nowhere else. */
export async function readAccountSecrets(sources: SecretSources, accountId: string): Promise<Redactor> {
  const redactor = createRedactor();
  for (const read of [variables, credentials, certificates, connections, sourceControls, accountKeys])
    await read(sources, accountId, redactor);
  return redactor;
}

async function variables(
  { db, vault, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed>(sql`
    select name, value as sealed from variable where account_id = ${accountId} and is_encrypted`);
  for (const { name, sealed } of rows) {
    const text = open(vault, sealed, variableBinding(accountId, name), logger);
    if (text !== undefined) for (const secret of secretTexts(JSON.parse(text))) to.add(secret);
  }
}

async function credentials(
  { db, vault, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed>(
    sql`select name, password as sealed from credential where account_id = ${accountId}`,
  );
  for (const { name, sealed } of rows)
    to.add(open(vault, sealed, credentialBinding(accountId, name), logger) ?? '');
}

async function sourceControls(
  { db, vault, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed>(sql`
    select name, access_token as sealed from source_control where account_id = ${accountId} and access_token is not null`);
  for (const { name, sealed } of rows)
    to.add(open(vault, sealed, sourceControlBinding(accountId, name), logger) ?? '');
}

async function certificates(
  { db, vault, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed & { password: Buffer }>(sql`
    select name, content as sealed, password from certificate where account_id = ${accountId} and has_private_key`);
  for (const { name, sealed, password } of rows) {
    const binding = certificateBinding(accountId, name);
    const content = Buffer.from(open(vault, sealed, binding, logger) ?? '', 'base64');
    const opens = open(vault, password, binding, logger) ?? '';
    to.add(opens);
    if (content.length === 0) continue;
    to.addBytes(content);
    const facts = readCertificate(content, opens);
    if (facts.ok && facts.privateKey !== undefined) addPrivateKey(to, facts.privateKey);
  }
}

async function connections(
  { db, vault, types, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed & { type: string }>(sql`
    select name, connection_type as type, field_values as sealed from connection where account_id = ${accountId}`);
  for (const { name, type, sealed } of rows) {
    const text = open(vault, sealed, connectionBinding(accountId, name), logger);
    if (text === undefined) continue;
    const { fieldDefinitions } = await types.get(accountId, type);
    for (const [field, value] of Object.entries(JSON.parse(text) as Record<string, string>))
      if (fieldDefinitions[field]?.isEncrypted !== false) to.add(value);
  }
}

async function accountKeys(
  { db, vault, logger }: SecretSources,
  accountId: string,
  to: Redactor,
): Promise<void> {
  const rows = await db.query<Sealed>(
    sql`select name, value as sealed from account_key where account_id = ${accountId}`,
  );
  for (const { name, sealed } of rows)
    to.add(open(vault, sealed, accountKeyBinding(accountId, name), logger) ?? '');
}

/** A record that does not open gives its secret to no job either: the others are blanked all the same. */
function open(vault: Vault, sealed: Buffer, binding: string, logger: Logger): string | undefined {
  try {
    return vault.openText(sealed, binding);
  } catch (error) {
    if (!isProblem(error, 'VaultRecordBroken')) throw error;
    logger.error('a sealed record does not open', { record: binding });
    return undefined;
  }
}
