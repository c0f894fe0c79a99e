import { z } from 'zod';

import type { PublishingPolicy } from '#client';

import { defineCommand } from '../../command/definition.ts';
import { facts } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export const publishingShow = defineCommand({
  summary: 'Shows what a draft has to pass before it is published.',
  arguments: z.object({}),
  options: z.object({}),
  examples: [['tenantry publishing show', 'what becomes of secrets in the text, and who approves']],
  async run(context) {
    const { client } = await context.connect();
    const policy = await client.publishingPolicy.get();
    context.print(policy, () => policyText(context.terminal, policy));
  },
});

export function policyText(terminal: Terminal, { secretScan, review }: PublishingPolicy): string {
  return facts(terminal, [
    ['secrets in the text', secretScan],
    ['approval of a second person', review],
  ]);
}
