import type { ErrorTable } from './entry.ts';

/** Hybrid worker groups, and the workers registered in them. */
export const hybridWorkerErrors = {
  WorkerGroupNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Hybrid runbook worker group '{name}' not found.",
    remedy: 'List the groups of the account to see their names.',
  },
  WorkerGroupUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The account has no hybrid runbook worker group '{name}' to run on.",
    remedy: 'Make the group first, or leave runOn empty: then a worker of this installation runs the job.',
  },
  WorkerGroupCredentialMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The account has no credential '{name}'.",
    remedy: 'Make the credential first: the group names it, and does not hold it.',
  },
  WorkerGroupInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Jobs wait for the hybrid runbook worker group '{name}'.",
    remedy: 'Stop them, then delete the group.',
  },
  HybridWorkerNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Hybrid runbook worker '{id}' not found in the group '{group}'.",
    remedy: 'List the workers of the group to see their ids.',
  },
  HybridWorkerIdInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{id}' is no id of a hybrid runbook worker.",
    remedy: 'Take any new GUID.',
  },
  HybridWorkerElsewhere: {
    status: 409,
    wireCode: 'Conflict',
    message: "The hybrid runbook worker '{id}' is registered in another group of the account.",
    remedy: 'Move it with POST …/move.',
  },
} as const satisfies ErrorTable;
