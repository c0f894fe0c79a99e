import type { ErrorTable } from './entry.ts';

export const storeErrors = {} as const satisfies ErrorTable;
