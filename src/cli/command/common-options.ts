import { z } from 'zod';

/** Every command takes these. */
export const commonOptions = z.object({
  home: z.string().optional().meta({
    description: 'folder of the system (default: TENANTRY_HOME, else .tenantry in your own folder)',
    value: 'folder',
  }),
  json: z.boolean().default(false).meta({ description: 'data and errors as JSON' }),
  input: z.boolean().default(true).meta({ description: 'never ask anything' }),
  color: z.boolean().default(true).meta({ description: 'no colours (NO_COLOR does the same)' }),
});
