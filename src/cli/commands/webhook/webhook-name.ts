import { z } from 'zod';

export const webhookName = z.string().meta({ description: 'name of the webhook' });
