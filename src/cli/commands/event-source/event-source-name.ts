import { z } from 'zod';

export const eventSourceName = z.string().meta({ description: 'name of the event source' });
