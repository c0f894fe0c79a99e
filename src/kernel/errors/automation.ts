import type { ErrorTable } from './entry.ts';

export const automationErrors = {} as const satisfies ErrorTable;
