import { z } from 'zod';

export const environmentName = z.string().meta({ description: 'name of the runtime environment' });
