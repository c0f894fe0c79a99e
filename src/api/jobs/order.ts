import { z } from 'zod';

import type { JobOrder } from '#automation';

import { optional } from '../http/body.ts';

/**
 * Ours: which jobs of an account go first, and which never run at the same time. In bodies of jobs, job schedules, webhooks and event sources,
 * and as `jobDefaults` of runbooks.
 */
export const orderFields = {
  priority: optional(z.int().min(-1000).max(1000)),
  concurrency: optional(
    z.object({
      key: z.string().trim().min(1).max(200),
      mostAtOnce: z.int().min(1).max(100_000).default(1),
    }),
  ),
};

/** What a body says of it. */
export function orderIn({ priority, concurrency }: JobOrder): JobOrder {
  return { priority, concurrency };
}

/** Null for what is not said. */
export function showOrder({ priority, concurrency }: JobOrder): object {
  return { priority: priority ?? null, concurrency: concurrency ?? null };
}
