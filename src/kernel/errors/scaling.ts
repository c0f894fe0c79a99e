import type { ErrorTable } from './entry.ts';

export const scalingErrors = {
  JoinImpossible: {
    status: 500,
    message: 'The system on {home} cannot be joined: {reason}.',
    remedy: 'Name the home of a running system, or a mounted copy of it, and a home of its own for this one.',
  },
  JoinNeedsDatabase: {
    status: 500,
    message: 'A system is joined by working on its database, and none is named.',
    remedy: 'Set DATABASE_URL to the PostgreSQL that all of them use.',
  },
  LinkVersionUnsupported: {
    status: 426,
    message:
      'The worker speaks versions {worker} of the worker-link, and the control plane speaks {controlPlane}.',
    remedy: 'Bring the older of the two to a release that both know: docs/scaling.md has the versions.',
  },
} as const satisfies ErrorTable;
