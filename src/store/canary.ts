import { newSecret, problem } from '#kernel';

import type { Queryable } from './queryable.ts';
import { sql } from './sql.ts';
import type { Vault } from './vault.ts';

export const canaryBinding = 'vault-canary';

/** A record that is sealed with the current key, whoever made that; undefined before the first start. */
export async function readCanary(from: Queryable): Promise<Buffer | undefined> {
  return (await from.maybe<{ record: Buffer }>(sql`select record from vault_canary where id = 1`))?.record;
}

/**
 * Run at every start: what is written must not be readable, and what an earlier start wrote must still open. The first
 * catches encryption that was silently switched off, the second a key file that does not belong to this database.
 */
export async function proveVault(db: Queryable, vault: Vault, keyFile: string): Promise<void> {
  const secret = newSecret(24);
  await db.query(
    sql`insert into vault_canary (id, record) values (1, ${vault.seal(secret, canaryBinding)}) on conflict do nothing`,
  );
  const { record } = await db.one<{ record: Buffer }>(sql`select record from vault_canary where id = 1`);
  try {
    vault.open(record, canaryBinding);
  } catch (error) {
    throw problem('VaultKeyWrong', { file: keyFile }, error);
  }
  if (record.includes(secret) || vault.seal(secret, canaryBinding).includes(secret))
    throw problem('VaultRecordBroken');
}
