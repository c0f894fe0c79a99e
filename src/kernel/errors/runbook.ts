import type { ErrorTable } from './entry.ts';

export const runbookErrors = {} as const satisfies ErrorTable;
