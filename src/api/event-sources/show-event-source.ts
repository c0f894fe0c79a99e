import { type Account, type EventSource, armId } from '#automation';

import { showOrder } from '../jobs/order.ts';

/** The address is empty but in the answer that makes it. */
export function showEventSource(account: Account, source: EventSource, uri = ''): unknown {
  const isGraph = source.kind === 'MicrosoftGraph';
  return {
    id: `${armId(account)}/eventSources/${source.name}`,
    name: source.name,
    type: 'Microsoft.Automation/AutomationAccounts/EventSources',
    properties: {
      kind: source.kind,
      isEnabled: source.isEnabled,
      runbook: { name: source.runbookName },
      parameters: source.parameters,
      runOn: source.runOn,
      ...showOrder(source.order),
      description: source.description,
      ...(isGraph
        ? {
            resource: source.resource,
            changeTypes: source.changeTypes,
            includeResourceData: source.withData,
            identityClientId: source.identityClientId,
            subscription: {
              id: source.subscriptionId,
              expirationTime: source.expiresAt?.toISOString() ?? null,
              error: source.error,
            },
          }
        : { uri, allowedOrigins: source.allowedOrigins }),
      lastEventTime: source.lastEventAt?.toISOString() ?? null,
      creationTime: source.createdAt.toISOString(),
      lastModifiedTime: source.modifiedAt.toISOString(),
    },
  };
}
