import { z } from 'zod';

import { delay } from '#kernel';

import { defineCommand } from '../../command/definition.ts';
import { keyText } from './key-status.ts';

const pause = 250;

export const keyRotate = defineCommand({
  summary: 'Seals everything with a new key-encryption key, while everything goes on.',
  details:
    'Jobs and clients notice nothing. A rotation that is cut off goes on at the next start. The older keys stay where they are: backups from before need them.',
  arguments: z.object({}),
  options: z.object({
    wait: z.boolean().default(true).meta({ description: 'wait until everything is sealed anew' }),
  }),
  examples: [['tenantry key rotate', 'adds a key and shows how far it is']],
  async run(context, { options: { wait } }) {
    const { client } = await context.connect();
    let state = await client.keys.rotate();
    while (wait && state.rotating && !context.interrupt.aborted) {
      const [left, all] = [
        state.records.filter(({ version }) => version !== state.current),
        state.records,
      ].map((records) => records.reduce((sum, { count }) => sum + count, 0)) as [number, number];
      context.terminal.progress(`${all - left} of ${all} records sealed with key ${state.current}`);
      await delay(pause, context.interrupt);
      state = await client.keys.state();
    }
    context.print(state, () => keyText(state, context.terminal));
  },
});
