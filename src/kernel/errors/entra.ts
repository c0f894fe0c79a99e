import type { ErrorTable } from './entry.ts';

export const entraErrors = {} as const satisfies ErrorTable;
