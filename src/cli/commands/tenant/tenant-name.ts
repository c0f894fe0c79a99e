import { z } from 'zod';

export const tenantName = z.string().meta({ description: 'main, or the name of a fork' });

export const tenantOption = z
  .string()
  .default('main')
  .meta({ description: 'the tenant that is meant: main, or the name of a fork', value: 'name' });
