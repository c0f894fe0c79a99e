import { type Account, type Webhook, armId } from '#automation';

import { showOrder } from '../jobs/order.ts';

/** What is shown once, when it is made. */
export interface ShownOnce {
  readonly uri?: string | undefined;
  readonly secret?: string | undefined;
}

/** The address is empty but in the answer that makes it, as Azure's. */
export function showWebhook(
  account: Account,
  webhook: Webhook,
  { uri = '', secret }: ShownOnce = {},
): unknown {
  const { name, isEnabled, expiresAt, lastInvokedAt, parameters, runbookName, runOn, description } = webhook;
  return {
    id: `${armId(account)}/webhooks/${name}`,
    name,
    type: 'Microsoft.Automation/AutomationAccounts/Webhooks',
    properties: {
      isEnabled,
      uri,
      expiryTime: expiresAt.toISOString(),
      lastInvokedTime: lastInvokedAt?.toISOString() ?? null,
      parameters,
      runbook: { name: runbookName },
      runOn,
      creationTime: webhook.createdAt.toISOString(),
      lastModifiedBy: '',
      lastModifiedTime: webhook.modifiedAt.toISOString(),
      description,
      // Ours, beside Azure's.
      signed: webhook.isSigned,
      ...(secret !== undefined && { secret }),
      previousSecretUntil: webhook.previousUntil?.toISOString() ?? null,
      allowedAddresses: webhook.allowedAddresses,
      requestsPerMinute: webhook.requestsPerMinute,
      bodySchema: webhook.bodySchema,
      ...showOrder(webhook.order),
    },
  };
}
