import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { comment, reviewLine, reviewName, runbookName, whichReview } from './which-review.ts';

export const reviewReject = defineCommand({
  summary: 'Rejects the draft of a runbook.',

  arguments: z.object({ runbook: runbookName, review: reviewName }),
  options: z.object({ comment }),
  examples: [['tenantry review reject tidy-guests --comment "read it"', 'it is not published']],
  async run(context, { arguments: { runbook, review: name }, options }) {
    const { client } = await context.connect();
    const asked = await whichReview(client, runbook, name);
    const review = await client.reviews.reject(runbook, asked, options.comment);
    context.print(review, () => reviewLine(runbook, review));
  },
});
