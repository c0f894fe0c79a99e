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
} as const satisfies ErrorTable;
