import { z } from 'zod';

export const port = (preset: number, description: string) =>
  z.coerce
    .number('a port is a number')
    .int('a port is a whole number')
    .min(1, 'a port is at least 1')
    .max(65_535, 'a port is at most 65535')
    .default(preset)
    .meta({ description, value: 'port' });
