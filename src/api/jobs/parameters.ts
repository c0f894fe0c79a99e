import { z } from 'zod';

import { optional } from '../http/body.ts';

/** Microsoft's limits on a job's parameters: 50 of them, 512 KB together. */
const [mostParameters, mostParameterBytes] = [50, 512 * 1024];

export const jobParameters = optional(
  z
    .record(z.string(), z.string({ error: 'a parameter is a text; write anything else as JSON in a text' }))
    .refine((given) => Object.keys(given).length <= mostParameters, `at most ${mostParameters} parameters`)
    .refine(
      (given) => Buffer.byteLength(JSON.stringify(given)) <= mostParameterBytes,
      `at most ${mostParameterBytes} bytes of parameters`,
    ),
);
