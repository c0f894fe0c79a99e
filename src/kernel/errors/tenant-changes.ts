import type { ErrorTable } from './entry.ts';

/**
 * Graph's answers about change tracking, the bin, batches, extensions and subscriptions. Sources:
 * learn.microsoft.com/graph (delta-query-overview, json-batching, extensibility-overview, change-notifications) and, of
 * the expired token, devblogs.microsoft.com/microsoft365dev (duration of change tracking tokens).
 */
export const tenantChangeErrors = {
  GraphDeltaExpired: {
    status: 400,
    wireCode: 'syncStateNotFound',
    message:
      'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
  },
  GraphDeltaReset: {
    status: 410,
    wireCode: 'resyncRequired',
    message: 'Resync required. The sync state is no longer known; start again without a token.',
  },
  GraphDeltaToken: { status: 400, wireCode: 'Request_BadRequest', message: 'Badly formed token.' },
  GraphDeltaOption: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "The query option '{option}' is not supported in a delta query.",
  },
  GraphDeltaFilter: {
    status: 400,
    wireCode: 'Request_UnsupportedQuery',
    message: "Unsupported delta query filter clause: only 'id eq' and at most {most} of them.",
  },
  GraphBatchFormat: { status: 400, wireCode: 'BadRequest', message: 'Invalid batch payload format.' },
  GraphBatchSize: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Number of batch request steps exceeds the maximum value of {most}.',
  },
  GraphBatchId: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Request Id {id} has to be unique in a batch.',
  },
  GraphBatchOrder: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Invalid dependency for request Id {id}.',
  },
  GraphBatchUrl: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Request Id {id} has an invalid url: it must be relative.',
  },
  GraphBatchBody: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Write request id : {id} does not contain Content-Type header or body.',
  },
  GraphBatchDependency: { status: 424, wireCode: 'FailedDependency', message: 'Failed Dependency.' },
  GraphBatchNested: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A batch request cannot be part of a batch.',
  },
  GraphBatchUnanswered: {
    status: 504,
    wireCode: 'GatewayTimeout',
    message: 'The service did not answer in time.',
  },
  GraphDeletedItemsType: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'The type of deleted items must be given: /directory/deletedItems/microsoft.graph.user.',
  },
  GraphExtensionUnknown: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: "The following extension properties are not available: {name}. (resource '{type}')",
  },
  GraphExtensionExists: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'An extension property exists with the name {name}.',
  },
  GraphSchemaExtensionMost: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'An application may own at most {most} schema extension definitions.',
  },
  GraphSchemaExtensionStatus: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'A schema extension cannot go from {from} to {to}.',
  },
  GraphSchemaExtensionAdditive: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Only additive changes to the properties of a schema extension are allowed.',
  },
  GraphSchemaExtensionDomain: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'Your organization must own the namespace {domain} as a part of one of the verified domains.',
  },
  GraphOpenExtensionExists: {
    status: 409,
    wireCode: 'Request_BadRequest',
    message: 'An extension already exists with given id.',
  },
  GraphOpenExtensionMost: {
    status: 400,
    wireCode: 'Request_BadRequest',
    message: 'An application may add at most {most} open extensions to one resource.',
  },
  GraphSubscriptionResource: {
    status: 400,
    wireCode: 'ExtensionError',
    message:
      "Operation: Create; Exception: [Status Code: BadRequest; Reason: Resource '{resource}' is not supported.]",
  },
  GraphSubscriptionChangeType: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: "ChangeType '{changeType}' is not supported for this resource.",
  },
  GraphSubscriptionAddress: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: 'The {property} must be an absolute https address.',
  },
  GraphSubscriptionResourceData: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: "Resource data is not supported for resource '{resource}'.",
  },
  GraphSubscriptionSelect: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: "Resource data of '{resource}' is sent only with $select in the resource.",
  },
  GraphSubscriptionCertificate: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: 'encryptionCertificate is no certificate with an RSA key of 2048 to 4096 bits, in base64.',
  },
  GraphSubscriptionPast: {
    status: 400,
    wireCode: 'InvalidRequest',
    message: 'Subscription expiration must be in the future.',
  },
  GraphSubscriptionTooLong: {
    status: 400,
    wireCode: 'ExtensionError',
    message: 'Subscription expiration can only be {minutes} minutes in the future.',
  },
  GraphSubscriptionSilent: {
    status: 400,
    wireCode: 'ValidationError',
    message: 'Subscription validation request timed out.',
  },
  GraphSubscriptionRefused: {
    status: 400,
    wireCode: 'ValidationError',
    message:
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. (It said {status}.)',
  },
  GraphSubscriptionToken: {
    status: 400,
    wireCode: 'ValidationError',
    message:
      'Subscription validation request failed. Notification endpoint must respond with the validation token as plain text.',
  },
  TenantPatchInvalid: {
    status: 400,
    message: 'This is no patch of a tenant. {detail}',
    remedy: 'Take one from `tenant diff`: JSON Patch (RFC 6902) with add, replace and remove.',
  },
} as const satisfies ErrorTable;
