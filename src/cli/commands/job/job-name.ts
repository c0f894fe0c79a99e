import { z } from 'zod';

export const jobName = z.string().meta({ description: 'name or id of the job' });
