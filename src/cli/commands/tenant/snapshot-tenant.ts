import { z } from 'zod';

export const snapshotTenant = z
  .string()
  .default('main')
  .meta({ description: 'the tenant that is meant', value: 'name' });
