import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { comment, reviewLine, runbookName } from './which-review.ts';

export const reviewRequest = defineCommand({
  summary: 'Asks somebody else to approve the draft of a runbook as it is now.',
  arguments: z.object({ runbook: runbookName }),
  options: z.object({ comment }),
  examples: [
    ['tenantry review request tidy-guests --comment "also guests of last year"', 'before it is published'],
  ],
  async run(context, { arguments: { runbook }, options }) {
    const { client } = await context.connect();
    const review = await client.reviews.request(runbook, options.comment);
    context.print(review, () => reviewLine(runbook, review));
  },
});
