import { fileURLToPath } from 'node:url';

export const templateName = 'tenantry_template';
export const migrationsFolder = fileURLToPath(new URL('../../../sql', import.meta.url));
