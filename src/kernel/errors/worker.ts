import type { ErrorTable } from './entry.ts';

export const workerErrors = {} as const satisfies ErrorTable;
