import type { ErrorTable } from './entry.ts';

export const workerLinkErrors = {
  LinkRefused: {
    status: 400,
    message: 'The control plane refused ({code}): {detail}',
    remedy: 'If it is of another version, bring both to the same one.',
  },
  LinkBroken: { status: 502, message: 'The control plane answered {status} with no reason: {detail}' },
  LinkClosed: { status: 503, message: 'The link to the control plane was closed.' },
  RecordsTooEarly: {
    status: 409,
    message: 'The records before number {number} of {job} are not here yet.',
    remedy: 'Send them again when those are kept.',
  },
  LinkKeyWrong: {
    status: 401,
    message: 'The worker key is missing or wrong.',
    remedy: 'Join the worker again.',
  },
} as const satisfies ErrorTable;
