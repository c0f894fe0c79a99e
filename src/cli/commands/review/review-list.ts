import { z } from 'zod';

import { defineCommand } from '../../command/definition.ts';
import { table } from '../../terminal/table.ts';
import { runbookName } from './which-review.ts';

export const reviewList = defineCommand({
  summary: 'Lists the reviews of a runbook, the newest first.',
  arguments: z.object({ runbook: runbookName }),
  options: z.object({}),
  examples: [['tenantry review list tidy-guests', 'who asked, and who decided what']],
  async run(context, { arguments: { runbook } }) {
    const { client } = await context.connect();
    const reviews = await client.reviews.list(runbook);
    context.print(reviews, () =>
      table(
        context.terminal,
        ['name', 'state', 'requested by', 'decided by', 'comment'],
        reviews.map(({ name, state, requestedBy, decidedBy, comment, decisionComment }) => [
          name,
          state,
          requestedBy,
          decidedBy ?? '',
          decisionComment ?? comment,
        ]),
      ),
    );
  },
});
