import type { ErrorTable } from './entry.ts';

/** What operators do: metrics, backups, upgrades. */
export const operationErrors = {
  MetricsKeyRefused: {
    status: 401,
    wireCode: 'Unauthorized',
    message: 'Metrics are read with the key of the installation.',
    remedy: "Send the content of the home's file keys/metrics.key as a bearer token.",
  },
  BackupNoHome: {
    status: 404,
    message: 'There is nothing in {home} that could be backed up.',
    remedy: 'Name the home with --home or TENANTRY_HOME.',
  },
  BackupFolderNotEmpty: {
    status: 409,
    message: 'The folder {folder} is not empty.',
    remedy: 'Name a folder that is new or empty: a backup is never written over another one.',
  },
  BackupMissing: {
    status: 404,
    message: 'There is no backup in {folder}.',
    remedy: 'Name the folder that holds backup.json. A backup that was cut off has none.',
  },
  BackupBroken: {
    status: 422,
    message: 'The backup is broken: {file}: {reason}.',
    remedy: 'Take another copy of it, or an earlier backup.',
  },
  BackupTooNew: {
    status: 422,
    message: 'The backup is of a newer Tenantry ({found}).',
    remedy: 'Restore it with that version, or a later one.',
  },
  BackupForeign: {
    status: 422,
    message: 'The backup does not fit this version: {reason}.',
    remedy: 'Restore it with the version that wrote it, and upgrade afterwards.',
  },
  RestoreHomeNotEmpty: {
    status: 409,
    message: 'The home {home} is not empty.',
    remedy: 'Name a new one with --home: nothing is restored over something else.',
  },
  RestoreDatabaseNotEmpty: {
    status: 409,
    message: 'The database of DATABASE_URL holds a Tenantry already.',
    remedy: 'Create an empty database, and name that one.',
  },
  RestoreNeedsSuperuser: {
    status: 403,
    message: 'The user of DATABASE_URL may not load rows without their triggers.',
    remedy: 'Restore as a superuser, or as a user with the right to set session_replication_role.',
  },
  PassphraseTooShort: {
    status: 400,
    message: 'The passphrase is shorter than {least} characters.',
    remedy: 'Take a longer one: whoever guesses it has every secret.',
  },
  PassphraseWrong: {
    status: 403,
    message: 'The passphrase does not open {file}, or the file was changed.',
    remedy: 'Look for the passphrase that was given to `tenantry key export`.',
  },
  KeyFileUnreadable: {
    status: 404,
    message: 'The exported keys in {file} cannot be read: {reason}.',
    remedy: 'Name a file that `tenantry key export` wrote.',
  },
  KeyFileNotWritten: {
    status: 409,
    message: 'The keys cannot be written to {file}: {reason}.',
    remedy: 'Name a new file in a folder that you may write to: no file is written over.',
  },
  UpgradeBlocked: {
    status: 409,
    message: 'The upgrade is not safe yet: {count} things are in its way.',
    remedy: 'Do what each of them says, and check again.',
  },
} as const satisfies ErrorTable;
