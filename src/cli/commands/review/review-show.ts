import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { reviewLine, reviewName, runbookName, whichReview } from './which-review.ts';

export const reviewShow = defineCommand({
  summary: 'Shows what a draft changes, as a unified difference from what is published.',
  arguments: z.object({ runbook: runbookName, review: reviewName }),
  options: z.object({}),
  examples: [['tenantry review show tidy-guests', 'what somebody asks to have published']],
  async run(context, { arguments: { runbook, review: name } }) {
    const { client } = await context.connect();
    const review = await client.reviews.get(runbook, await whichReview(client, runbook, name));
    context.print(
      review,
      () =>
        `${reviewLine(runbook, review)}\nasked by ${review.requestedBy}: ${review.comment}\n${review.diff ?? ''}`,
    );
  },
});
