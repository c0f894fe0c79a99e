import { z } from 'zod';

import type { JobOrder } from '#client';

/** Which jobs of an account go first, and which never run at the same time. */
export const orderOptions = {
  priority: z.coerce.number('it is a number').int('it is a whole number').optional().meta({
    description: 'go before jobs that have waited for up to so many minutes longer (-1000 to 1000)',
    value: 'minutes',
  }),
  concurrencyKey: z.string().optional().meta({
    description: 'jobs with the same key run one at a time; {name} in it is the parameter of that name',
    value: 'key',
  }),
  concurrencyLimit: z.coerce.number('it is a number').int('it is a whole number').optional().meta({
    description: 'with --concurrency-key: so many at a time (default: 1)',
    value: 'number',
  }),
};

/** Without what was not given: then the runbook's own counts. */
export function givenOrder({
  priority,
  concurrencyKey: key,
  concurrencyLimit: mostAtOnce,
}: {
  readonly priority?: number | undefined;
  readonly concurrencyKey?: string | undefined;
  readonly concurrencyLimit?: number | undefined;
}): JobOrder {
  return {
    ...(priority !== undefined && { priority }),
    ...(key !== undefined && { concurrency: { key, ...(mostAtOnce !== undefined && { mostAtOnce }) } }),
  };
}
