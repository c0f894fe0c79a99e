import { fileURLToPath } from 'node:url';

export const migrationsFolder = fileURLToPath(new URL('../../../sql', import.meta.url));
