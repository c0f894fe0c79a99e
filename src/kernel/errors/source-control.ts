import type { ErrorTable } from './entry.ts';

/** Of repositories that runbooks come from. */
export const sourceControlErrors = {
  SourceControlNotFound: { status: 404, wireCode: 'NotFound', message: "Source control '{name}' not found." },
  SourceControlInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "Source control '{name}' is not valid: {reason}.",
    remedy: '{remedy}',
  },
  SourceControlHostRefused: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The account does not let its work reach '{host}', where the repository of '{name}' is.",
    remedy: 'Allow it: tenantry account set --allow-host {host}.',
  },
  SourceControlSyncNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Source control '{name}' has no sync job '{job}'.",
  },
  SourceControlSyncStreamNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: 'The sync job has no such stream.',
  },
  SourceControlSyncExists: {
    status: 409,
    wireCode: 'Conflict',
    message: "Source control '{name}' has a sync job '{job}' already.",
    remedy: 'Give each a new GUID.',
  },
  SourceControlSyncRunning: {
    status: 409,
    wireCode: 'Conflict',
    message: "Source control '{name}' is being synchronised already.",
    remedy: 'Wait for that to end.',
  },
  SyncDidNotComplete: { status: 400, message: "The synchronisation of '{name}' failed: {reason}" },
  RunbookMetadataInvalid: { status: 400, message: '{where} {what}' },
  RepositoryUnreadable: {
    status: 400,
    message: 'The repository cannot be read: {reason}',
    remedy: 'Look at its address, its branch and the access token.',
  },
  RepositoryFolderMissing: { status: 400, message: "The repository has no folder '{folder}'." },
  RepositoryCommitUnknown: {
    status: 400,
    message: "The branch has no commit '{commit}'.",
    remedy: 'Name one of its own, by 7 or more digits of its hash.',
  },
  RepositoryTooLarge: {
    status: 400,
    message: 'The folder has more than {what}.',
    remedy: 'Split it, with a source control for each.',
  },
  SourceFolderRefused: {
    status: 400,
    message: "'{url}' is in no folder of the worker's machine that its administrator declared.",
    remedy: 'Start Tenantry with the folder in TENANTRY_SOURCE_FOLDERS, or mend the address.',
  },
  GitMissing: {
    status: 501,
    message: 'The worker has no git.',
    remedy: 'Install git there and synchronise again.',
  },
  SyncFailed: { status: 500, message: 'The repository was not read: {reason}.' },
} as const satisfies ErrorTable;
