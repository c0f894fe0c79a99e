import type { ErrorTable } from './entry.ts';

export const tenantErrors = {} as const satisfies ErrorTable;
