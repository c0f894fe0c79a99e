import type { ParameterDefinition } from '#worker-link';

import type { JobOrder } from '../admission/order.ts';
import { definitionsColumn, joinDefinitions } from '../redaction/parameters-to-show.ts';
import type { BodySchema } from './body-schema.ts';

/** An address that starts a runbook. Neither the address nor the secret is in it: they are shown once, when they are made. */
export interface Webhook {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly runbookName: string;
  readonly expiresAt: Date;
  readonly isEnabled: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly runOn: string | null;
  readonly description: string | null;
  readonly lastInvokedAt: Date | null;
  /** Whether calls must be signed. */
  readonly isSigned: boolean;
  /** Until when calls may be signed with the previous secret. */
  readonly previousUntil: Date | null;
  readonly allowedAddresses: readonly string[];
  readonly requestsPerMinute: number | null;
  readonly bodySchema: BodySchema | null;
  /** Of its jobs, instead of the runbook's. */
  readonly order: JobOrder;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** As it lies in the database. */
export interface WebhookRow extends Omit<Webhook, 'parameters' | 'isSigned'> {
  readonly definitions: readonly ParameterDefinition[];
  readonly sealed: Buffer;
  readonly secret: Buffer | null;
  readonly previousSecret: Buffer | null;
}

export const webhookColumns = `
  w.id, w.account_id as "accountId", w.name, r.name as "runbookName", w.expires_at as "expiresAt",
  w.is_enabled as "isEnabled", w.parameters as sealed, w.run_on as "runOn", w.description,
  w.last_invoked_at as "lastInvokedAt", w.secret, w.previous_secret as "previousSecret",
  w.previous_until as "previousUntil", w.allowed_addresses as "allowedAddresses",
  w.requests_per_minute as "requestsPerMinute", w.body_schema as "bodySchema", w.job_order as "order", w.created_at as "createdAt",
  w.modified_at as "modifiedAt", ${definitionsColumn}`;
export const webhookSource = `webhook w join runbook r on r.id = w.runbook_id ${joinDefinitions}`;

export function webhookBinding(id: string): string {
  return `webhook:${id}`;
}
export function webhookSecretBinding(id: string): string {
  return `webhook-secret:${id}`;
}

/** The parameter in which a runbook finds what was posted. */
export const webhookData = 'WebhookData';
