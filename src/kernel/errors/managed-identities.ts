import type { ErrorTable } from './entry.ts';

/** Service principals that stand for resources of Azure, in the embedded tenant. */
export const managedIdentityErrors = {
  GraphManagedIdentityFixed: {
    status: 403,
    wireCode: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
    remedy:
      'A managed identity is changed through the resource that it belongs to: give it roles, nothing else.',
  },
  ManagedIdentityInvalid: {
    status: 400,
    message: 'A managed identity needs displayName, resourceId, userAssigned and certificate.',
    remedy:
      "Give the resource's name, its id from /subscriptions on, true or false, and a certificate as base64 of its DER.",
  },
  ManagedIdentityMissing: {
    status: 404,
    message: "There is no managed identity with the client id '{clientId}'.",
    remedy: 'Ask for the managed identities of the tenant: they have other ids than their resources.',
  },
} as const satisfies ErrorTable;
