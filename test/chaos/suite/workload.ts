import { ClientError } from '#client';
import { type Dice, delay } from '#kernel';

import { until } from '../../system.ts';
import { farGroup } from './group-worker.ts';
import type { Installation } from './installation.ts';

export const stepsOfAJob = 10;
const everyNthBeyond = 5;

/**
 * Ten steps, each of which writes to the tenant (which refuses: the call itself is the evidence, and its path says
 * whose it is) and then takes a moment, so that what happens next may fall before, into or after its record. While the tenant is
 * away a step waits for it: one that was done was seen. Behind each step comes a line.
 */
const source = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';

const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

export default defineRunbook({
  parameters: z.object({ name: z.string() }),
  async run({ params, graph, step, log }) {
    const seen = async (n: number) => {
      for (let tries = 0; tries < 300; tries++) {
        const status = await graph
          .patch('/users/' + params.name + '-' + n + '@chaos.example', { jobTitle: 'seen' })
          .then(() => 0, (error) => error.status as number);
        if (status === 403 || status === 404) return;
        await pause(200);
      }
      throw new Error('the tenant never answered step ' + n);
    };
    for (let n = 1; n <= ${stepsOfAJob}; n++) {
      await step('step ' + n, async () => {
        await seen(n);
        await pause((n * 7) % 30);
        return n;
      });
      log.output('line ' + n);
    }
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
  const runOn = (): object =>
    installation.beyond !== undefined && dice.below(everyNthBeyond) === 0 ? { runOn: farGroup } : {};
  const lane = async (): Promise<void> => {
    while (accepted.length < many) {
      const name = dice.id();
      accepted.push(name);
      const where = runOn();
      // A request without an answer is repeated: the name is nobody else's, so a job that has it is the one of the first time.
      await until(async () => {
        const session = dice.below(2) === 0 ? installation.first.session : installation.second.session;
        try {
          return await session.client.jobs.create(name, {
            runbook: 'ten-steps',
            parameters: { name },
            ...where,
          });
        } catch (error) {
          if (error instanceof ClientError && error.status === 409) return name;
          throw error;
        }
      });
      await delay(dice.below(20));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return accepted;
}
