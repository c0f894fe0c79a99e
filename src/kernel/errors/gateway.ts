import type { ErrorTable } from './entry.ts';

export const gatewayErrors = {} as const satisfies ErrorTable;
