import type { ErrorTable } from './entry.ts';

/** Filling, keeping and comparing tenants: Tenantry's own, with no counterpart at Microsoft. */
export const tenantDataErrors = {
  SnapshotUnknown: {
    status: 404,
    message: "The tenant '{tenant}' has no snapshot '{name}'.",
    remedy: '`tenantry tenant snapshot list {tenant}` shows those there are.',
  },
  SnapshotExists: {
    status: 409,
    message: "The tenant '{tenant}' has a snapshot '{name}' already.",
    remedy: 'Choose another name, or delete it first.',
  },
  SnapshotNameInvalid: {
    status: 400,
    message: "'{name}' is no name for a snapshot.",
    remedy: 'Use 1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit.',
  },
  TenantBusy: {
    status: 409,
    message: "The tenant '{name}' is being seeded.",
    remedy: 'Wait until it is done.',
  },
  TenantNotSeeded: {
    status: 500,
    message: "The tenant '{name}' could not be seeded: {reason}",
    remedy: 'What was in it is in it still.',
  },
  TenantSizeInvalid: {
    status: 400,
    message: "'{users}' is no number of people.",
    remedy: 'Use a number up to 2M, 250 or 25k or 1M for instance.',
  },
  TenantArrangementRefused: {
    status: 400,
    message: 'The tenant refused {request} with {status}: {answer}',
  },
  TenantObjectMissing: {
    status: 404,
    message: "There is no {what} '{name}' in the tenant. {near}",
  },
  TenantCallMissing: {
    status: 500,
    message: 'Expected {expected}, and there were {found}. Calls there were:{calls}',
  },
  ImportUnreadable: {
    status: 400,
    message: 'The file {file} cannot be read: {detail}',
    remedy: 'Give CSV or JSON files, or answers of Microsoft Graph as JSON.',
  },
  ImportRefused: {
    status: 400,
    message: 'Nothing was imported: {count} rows are wrong.',
    remedy: 'Correct them and import everything again.',
  },
} as const satisfies ErrorTable;
