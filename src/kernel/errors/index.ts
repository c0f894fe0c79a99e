import { admissionErrors } from './admission.ts';
import { accountErrors } from './accounts.ts';
import { alertErrors } from './alerts.ts';
import { apiErrors } from './api.ts';
import { automationErrors } from './automation.ts';
import { cliErrors } from './cli.ts';
import type { ErrorEntry } from './entry.ts';
import { entraErrors } from './entra.ts';
import { eventErrors } from './events.ts';
import { galleryErrors } from './gallery.ts';
import { gatewayErrors } from './gateway.ts';
import { hybridWorkerErrors } from './hybrid-workers.ts';
import { identityErrors } from './identities.ts';
import { isolationErrors } from './isolation.ts';
import { kernelErrors } from './kernel.ts';
import { managedIdentityErrors } from './managed-identities.ts';
import { mainErrors } from './main.ts';
import { operationErrors } from './operations.ts';
import { peopleErrors } from './people.ts';
import { preconditionErrors } from './preconditions.ts';
import { queryErrors } from './query.ts';
import { queueErrors } from './queue.ts';
import { reviewErrors } from './reviews.ts';
import { runbookErrors } from './runbook.ts';
import { scalingErrors } from './scaling.ts';
import { scheduleErrors } from './schedules.ts';
import { runbookContentErrors } from './runbook-contents.ts';
import { sourceControlErrors } from './source-control.ts';
import { storeErrors } from './store.ts';
import { tenantErrors } from './tenant.ts';
import { tenantConductErrors } from './tenant-conduct.ts';
import { tenantDataErrors } from './tenant-data.ts';
import { tenantChangeErrors } from './tenant-changes.ts';
import { tenantDirectoryErrors } from './tenant-directory.ts';
import { testJobErrors } from './test-jobs.ts';
import { wireErrors } from './wire.ts';
import { webhookErrors } from './webhooks.ts';
import { workerErrors } from './worker.ts';
import { workerLinkErrors } from './worker-link.ts';

export type { ErrorEntry, ErrorTable } from './entry.ts';

/** Every error of Tenantry, by room. One test asserts that no key stands in two of them. */
export const errorTables = {
  kernelErrors,
  storeErrors,
  sourceControlErrors,
  operationErrors,
  peopleErrors,
  preconditionErrors,
  queryErrors,
  queueErrors,
  admissionErrors,
  alertErrors,
  automationErrors,
  accountErrors,
  hybridWorkerErrors,
  identityErrors,
  isolationErrors,
  apiErrors,
  wireErrors,
  workerErrors,
  galleryErrors,
  gatewayErrors,
  tenantErrors,
  tenantConductErrors,
  tenantDataErrors,
  tenantChangeErrors,
  tenantDirectoryErrors,
  testJobErrors,
  entraErrors,
  reviewErrors,
  runbookErrors,
  scalingErrors,
  scheduleErrors,
  runbookContentErrors,
  webhookErrors,
  eventErrors,
  cliErrors,
  mainErrors,
  workerLinkErrors,
} as const;

const table = {
  ...kernelErrors,
  ...storeErrors,
  ...sourceControlErrors,
  ...operationErrors,
  ...peopleErrors,
  ...preconditionErrors,
  ...queryErrors,
  ...queueErrors,
  ...admissionErrors,
  ...alertErrors,
  ...automationErrors,
  ...accountErrors,
  ...hybridWorkerErrors,
  ...identityErrors,
  ...isolationErrors,
  ...apiErrors,
  ...wireErrors,
  ...workerErrors,
  ...galleryErrors,
  ...gatewayErrors,
  ...tenantErrors,
  ...tenantConductErrors,
  ...tenantDataErrors,
  ...tenantChangeErrors,
  ...tenantDirectoryErrors,
  ...testJobErrors,
  ...entraErrors,
  ...reviewErrors,
  ...runbookErrors,
  ...scalingErrors,
  ...scheduleErrors,
  ...runbookContentErrors,
  ...webhookErrors,
  ...managedIdentityErrors,
  ...eventErrors,
  ...cliErrors,
  ...mainErrors,
  ...workerLinkErrors,
} as const;

type Table = typeof table;
export type ErrorCode = keyof Table;

type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type TextsOf<Entry> = Entry extends { message: infer M; remedy: infer R }
  ? Placeholders<M> | Placeholders<R>
  : Entry extends { message: infer M }
    ? Placeholders<M>
    : never;

/** The values an error's texts ask for: a missing or misspelt one does not compile. */
export type ErrorValues<Code extends ErrorCode> = {
  readonly [Name in TextsOf<Table[Code]>]: string | number;
};

/** The only error that rooms throw. `code` is the table's key, `wireCode` what a client sees. */
export class TenantryError extends Error {
  override readonly name = 'TenantryError';
  readonly code: ErrorCode;
  readonly wireCode: string;
  readonly status: number;
  readonly remedy: string | undefined;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, values: Readonly<Record<string, string | number>>, cause?: unknown) {
    const entry: ErrorEntry = table[code];
    super(fill(entry.message, values), cause === undefined ? undefined : { cause });
    this.code = code;
    this.wireCode = entry.wireCode ?? code;
    this.status = entry.status;
    this.remedy = entry.remedy === undefined ? undefined : fill(entry.remedy, values);
    this.values = values;
  }

  /** Message and remedy as one text, for a person. */
  get advice(): string {
    return this.remedy === undefined ? this.message : `${this.message} ${this.remedy}`;
  }
}

/**
 * Makes an error of the table: `throw problem('RunbookNotFound', { name })`.
 * The cause, when given, is kept for the log and never shown to a client.
 */
export function problem<Code extends ErrorCode>(
  code: Code,
  ...rest: [keyof ErrorValues<Code>] extends [never]
    ? [values?: ErrorValues<Code>, cause?: unknown]
    : [values: ErrorValues<Code>, cause?: unknown]
): TenantryError {
  const [values, cause] = rest;
  return new TenantryError(code, values ?? {}, cause);
}

export function isProblem(error: unknown, code?: ErrorCode): error is TenantryError {
  return error instanceof TenantryError && (code === undefined || error.code === code);
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
