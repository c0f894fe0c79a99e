import type { ParameterDefinition } from '#worker-link';

import type { JobOrder } from '../admission/order.ts';
import type { AccountPath } from '../model.ts';
import { definitionsColumn, joinDefinitions } from '../redaction/parameters-to-show.ts';

export const eventSourceKinds = ['MicrosoftGraph', 'CloudEvents'] as const;
export type EventSourceKind = (typeof eventSourceKinds)[number];

/** Where events come from, and which runbook they start. Its address is not in it: that is shown once, when it is made. */
export interface EventSource {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: EventSourceKind;
  readonly runbookName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly runOn: string | null;
  /** Of its jobs. */
  readonly order: JobOrder;
  readonly description: string | null;
  readonly isEnabled: boolean;
  /** Of CloudEvents: who may ask whether they may send; empty for all. */
  readonly allowedOrigins: readonly string[];
  /** Of Microsoft Graph, as a subscription names it: `users`, `groups/{id}/members`. */
  readonly resource: string | null;
  readonly changeTypes: readonly string[];
  readonly withData: boolean;
  /** Client id of the identity that subscribes; the account's own when null. */
  readonly identityClientId: string | null;
  /** Null while there is none. */
  readonly subscriptionId: string | null;
  /** Of the subscription. */
  readonly expiresAt: Date | null;
  /** Why the subscription could not be made or renewed the last time. */
  readonly error: string | null;
  readonly lastEventAt: Date | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** As it lies in the database. */
export interface EventSourceRow extends Omit<EventSource, 'parameters'> {
  readonly account: AccountPath;
  readonly definitions: readonly ParameterDefinition[];
  readonly sealed: Buffer;
  readonly tokenHash: Buffer | null;
  readonly clientStateHash: Buffer | null;
  /** Client id of the application that subscribed. */
  readonly applicationId: string | null;
  readonly certificate: string | null;
  readonly privateKey: Buffer | null;
  /** Under which Graph knows the certificate; null for that of the source itself. */
  readonly certificateId: string | null;
  readonly certificateUntil: Date | null;
  /** Whether Graph has this certificate, and not the one before. */
  readonly certificateTold: boolean;
  /** Of the certificate before: what is under way was encrypted for it. */
  readonly previousPrivateKey: Buffer | null;
  readonly failures: number;
}

export const eventSourceColumns = `
  e.id, e.account_id as "accountId", e.name, e.kind, r.name as "runbookName", e.parameters as sealed, e.run_on as "runOn",
  e.job_order as "order", e.description, e.is_enabled as "isEnabled", e.token_hash as "tokenHash", e.allowed_origins as "allowedOrigins", e.resource,
  e.change_types as "changeTypes", e.with_data as "withData", e.identity_client_id as "identityClientId",
  e.subscription_id as "subscriptionId", e.application_id as "applicationId", e.client_state_hash as "clientStateHash",
  e.expires_at as "expiresAt", e.certificate, e.private_key as "privateKey", e.certificate_id as "certificateId",
  e.certificate_until as "certificateUntil", e.certificate_told as "certificateTold",
  e.previous_private_key as "previousPrivateKey", e.failures, e.error,
  e.last_event_at as "lastEventAt", e.created_at as "createdAt", e.modified_at as "modifiedAt", ${definitionsColumn},
  json_build_object('subscriptionId', a.subscription_id, 'resourceGroup', a.resource_group, 'name', a.name) as account`;
export const eventSourceTables = `
  event_source e join account a on a.id = e.account_id join runbook r on r.id = e.runbook_id ${joinDefinitions}`;

export function eventSourceBinding(id: string): string {
  return `event-source:${id}`;
}

export function eventKeyBinding(id: string): string {
  return `event-source-key:${id}`;
}

/** The parameter in which a runbook finds the event. */
export const eventData = 'EventData';
