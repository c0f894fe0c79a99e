import {
  type Arm,
  type Resource,
  type WireResource,
  armCall,
  armDelete,
  armGet,
  armList,
  armPut,
  equals,
  flat,
  segment,
} from './arm.ts';

import type { JobOrder, ShownOrder } from '../job/job.ts';

/** What follows `description` is Tenantry's. */
export interface WebhookChange extends JobOrder {
  readonly isEnabled?: boolean;
  /** ISO 8601; at most ten years from now. */
  readonly expiryTime?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly runOn?: string;
  readonly description?: string;
  readonly allowedAddresses?: readonly string[];
  readonly requestsPerMinute?: number | null;
  /** A part of JSON Schema. */
  readonly bodySchema?: unknown;
}

export interface WebhookRequest extends WebhookChange {
  readonly runbook: string;
  /** As `generateUri` made it; without one, one is made and shown this once. */
  readonly uri?: string;
  /** Calls must be signed with a secret, which is shown this once. */
  readonly signed?: boolean;
}

export interface WebhookProperties extends Partial<ShownOrder> {
  readonly isEnabled: boolean;
  /** Empty but in the answer that made it. */
  readonly uri: string;
  readonly expiryTime: string;
  readonly lastInvokedTime: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly runbook: { readonly name: string };
  readonly runOn: string | null;
  readonly description: string | null;
  readonly signed?: boolean;
  /** Only in the answer that made it. */
  readonly secret?: string;
  readonly previousSecretUntil?: string | null;
  readonly allowedAddresses?: readonly string[];
  readonly requestsPerMinute?: number | null;
}
export type Webhook = Resource<WebhookProperties>;

export interface Webhooks {
  /** An address for a webhook that is made with it. */
  generateUri(): Promise<string>;
  list(filter?: { runbook?: string }): AsyncGenerator<Webhook>;
  get(name: string): Promise<Webhook>;
  put(name: string, webhook: WebhookRequest): Promise<Webhook>;
  update(name: string, change: WebhookChange): Promise<Webhook>;
  delete(name: string): Promise<boolean>;
  /** A new secret; the one before counts for so long. */
  rotateSecret(name: string, overlapMinutes?: number): Promise<Webhook>;
}

export function webhooks(arm: Arm): Webhooks {
  const at = (name: string, rest = ''): string => `/webhooks/${segment(name)}${rest}`;
  const sent = async (method: 'PATCH' | 'POST', path: string, json: unknown): Promise<Webhook> =>
    flat(
      (await arm.transport.call(armCall(arm, path, { method, json }))).json<
        WireResource<WebhookProperties>
      >(),
    );
  return {
    generateUri: async () =>
      (await arm.transport.call(armCall(arm, '/webhooks/generateUri', { method: 'POST' }))).json<string>(),
    list: ({ runbook } = {}) => armList(arm, '/webhooks', { $filter: equals('runbook/name', runbook) }),
    get: (name) => armGet(arm, at(name)),
    put: (name, { runbook, ...rest }) =>
      armPut(arm, at(name), { name, properties: { runbook: { name: runbook }, ...rest } }),
    update: (name, properties) => sent('PATCH', at(name), { name, properties }),
    delete: (name) => armDelete(arm, at(name)),
    rotateSecret: (name, overlapMinutes) =>
      sent('POST', at(name, '/rotateSecret'), { ...(overlapMinutes !== undefined && { overlapMinutes }) }),
  };
}
