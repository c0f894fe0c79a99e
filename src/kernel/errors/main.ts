import type { ErrorTable } from './entry.ts';

export const mainErrors = {
  PortTaken: {
    status: 500,
    message: 'Port {port} on 127.0.0.1 is in use by another program, so {what} cannot start.',
    remedy: 'Stop that program, or choose another port with {option}.',
  },
  AlreadyRunning: {
    status: 500,
    message: 'Tenantry already runs on {home} (process {pid}).',
    remedy:
      'Use it as it is (`npx tenantry status`), stop it with Ctrl-C where it was started, or choose another home with --home.',
  },
  HomeNotWritable: {
    status: 500,
    message: 'The home folder {home} cannot be written ({reason}).',
    remedy: 'Free some space, mend its permissions, or choose another folder with --home.',
  },
  ProcessFailed: {
    status: 500,
    message: 'The {process} process could not start: {reason}',
    remedy: 'Its log is {log}.',
  },
  ProcessKeepsDying: {
    status: 500,
    message: 'The {process} process died {times} times within a minute, so it is not started again.',
    remedy: 'Its log is {log}.',
  },
  DemoFailed: {
    status: 500,
    message: 'The demo did not do what it promises: {detail}',
  },
} as const satisfies ErrorTable;
