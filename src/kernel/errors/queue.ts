import type { ErrorTable } from './entry.ts';

export const queueErrors = {} as const satisfies ErrorTable;
