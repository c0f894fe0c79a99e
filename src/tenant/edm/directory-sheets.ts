import { signIn } from './sign-in.ts';

/** Sheets of roles, policies, applications, logs and reports. */
export const directorySheets = { signIn };

/** Rows of these are a record of what happened, not state: neither compared nor recorded once more. */
export const logEntities: ReadonlySet<string> = new Set(['signIn']);
