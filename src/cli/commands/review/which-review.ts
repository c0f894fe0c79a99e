import { z } from 'zod';

import type { Client, Review } from '#client';
import { problem } from '#kernel';

export const runbookName = z.string().meta({ description: 'name of the runbook' });
export const reviewName = z
  .string()
  .optional()
  .meta({ description: 'name of the review (default: the newest that is pending)' });
export const comment = z.string().default('').meta({ description: 'what to say about it', value: 'text' });

/** The one that was named, or the newest that waits for a decision. */
export async function whichReview(
  { reviews }: Client,
  runbook: string,
  name: string | undefined,
): Promise<string> {
  if (name !== undefined) return name;
  const pending = (await reviews.list(runbook)).find(({ state }) => state === 'Pending');
  if (pending === undefined) throw problem('NoReviewPending', { runbook });
  return pending.name;
}

/** `0b5e… of tidy: Approved`. */
export function reviewLine(runbook: string, { name, state }: Review): string {
  return `${name} of ${runbook}: ${state}`;
}
