import { z } from 'zod';

export const tenantName = z.string().meta({ description: 'main, or the name of a fork' });
