import { type Dice, delay } from '#kernel';

import { until } from '../../system.ts';
import type { Installation } from './installation.ts';

export const stepsOfAJob = 10;

/**
 * Ten steps, each of which writes to the tenant (which answers 404: the call itself is the evidence, and its path says
 * whose it is) and then takes a moment, so that what happens next may fall before, into or after its record.
 */
const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

export default defineRunbook({
  parameters: z.object({ name: z.string() }),
  async run({ params, graph, step, log }) {
    let sum = 0;
    for (let n = 1; n <= ${stepsOfAJob}; n++) {
      sum += await step('step ' + n, async () => {
        await graph.patch('/users/' + params.name + '-' + n + '@chaos.example', { jobTitle: 'seen' }).catch(() => {});
        await new Promise((go) => setTimeout(go, (n * 7) % 30));
        return n;
      });
    }
    log.output('sum ' + sum);
  },
});
`;

export async function publishWorkload({ first }: Installation): Promise<void> {
  await first.publish('ten-steps', source);
}

/** Accepts so many jobs, some at a time, through either control plane, and returns the names of those that got a 201. */
export async function startJobs(installation: Installation, many: number, dice: Dice): Promise<string[]> {
  const accepted: string[] = [];
  const atOnce = 4;
  const lane = async (): Promise<void> => {
    while (accepted.length < many) {
      const name = dice.id();
      accepted.push(name);
      // The same name again is the same job: a request without an answer may be repeated.
      await until(async () => {
        const session = dice.below(2) === 0 ? installation.first.session : installation.second.session;
        return session.client.jobs.create(name, { runbook: 'ten-steps', parameters: { name } });
      });
      await delay(dice.below(20));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return accepted;
}
