import { newSecret, problem } from '#kernel';

import type { Database } from './database.ts';
import { sql } from './sql.ts';
import type { Vault } from './vault.ts';

const associated = 'vault-canary';

/**
 * Run at every start: what is written must not be readable, and what an earlier start wrote must still open. The first
 * catches encryption that was silently switched off, the second a key file that does not belong to this database.
 */
export async function proveVault(db: Database, vault: Vault, keyFile: string): Promise<void> {
  const secret = newSecret(24);
  await db.query(
    sql`insert into vault_canary (id, record) values (1, ${vault.seal(secret, associated)}) on conflict do nothing`,
  );
  const { record } = await db.one<{ record: Buffer }>(sql`select record from vault_canary where id = 1`);
  try {
    vault.open(record, associated);
  } catch (error) {
    throw problem('VaultKeyWrong', { file: keyFile }, error);
  }
  if (record.includes(secret) || vault.seal(secret, associated).includes(secret))
    throw problem('VaultRecordBroken');
}
