import type { ErrorTable } from './entry.ts';

export const apiErrors = {} as const satisfies ErrorTable;
