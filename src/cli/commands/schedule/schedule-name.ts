import { z } from 'zod';

export const scheduleName = z.string().meta({ description: 'name of the schedule' });
