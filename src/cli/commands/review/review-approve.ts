import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { comment, reviewLine, reviewName, runbookName, whichReview } from './which-review.ts';

export const reviewApprove = defineCommand({
  summary: 'Approves the draft of a runbook: exactly this text may be published.',
  details:
    'Nobody approves what they wrote or asked for themselves. A draft that changes afterwards is approved no longer.',
  arguments: z.object({ runbook: runbookName, review: reviewName }),
  options: z.object({ comment }),
  examples: [['tenantry review approve tidy-guests --comment "read it"', 'it may be published now']],
  async run(context, { arguments: { runbook, review: name }, options }) {
    const { client } = await context.connect();
    const asked = await whichReview(client, runbook, name);
    const review = await client.reviews.approve(runbook, asked, options.comment);
    context.print(review, () => reviewLine(runbook, review));
  },
});
