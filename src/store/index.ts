export { proveVault } from './canary.ts';
export type { PgConnection } from './connection.ts';
export { type Database, type Queryable, type Transaction, openDatabase } from './database.ts';
export { migrate } from './migrate.ts';
export { type Postgres, startPostgres } from './postgres/supervisor.ts';
export { type Sql, sql, statement } from './sql.ts';
export { keySource, keysCommandVariable, keysVariable } from './keys/given-keys.ts';
export { type Vault, openVault } from './vault.ts';
export { type TransactionGuard, guardTransactions } from './transaction-guard.ts';
