import { AsyncLocalStorage } from 'node:async_hooks';

import type { StepRecord } from '#host-protocol';
import { problem } from '#kernel';
import type { Step } from '#runbook';

import type { Channel } from './channel.ts';
import { asRecorded } from './json.ts';
import type { Requests } from './requests.ts';
import type { Waits } from './waits.ts';

const longestName = 512;
const inside = new AsyncLocalStorage<string>();

/** The step that the caller is inside of. */
export function currentStep(): string | undefined {
  return inside.getStore();
}

/** Steps that answer from the journal when an earlier attempt recorded them. */
export function createSteps(
  journal: readonly StepRecord[],
  channel: Channel,
  requests: Requests,
  waits: Waits,
): Step {
  const recorded = new Map(journal.map(({ name, result }) => [name, result]));
  const used = new Set<string>();

  const step = async (name: string, work: () => unknown): Promise<unknown> => {
    if (name.length === 0 || name.length > longestName)
      throw problem('StepNameInvalid', { length: name.length });
    if (used.has(name)) throw problem('StepNameUsedTwice', { name });
    used.add(name);
    if (recorded.has(name)) {
      channel.send({ type: 'stepSkipped', name });
      return recorded.get(name);
    }
    return waits.working(async () => {
      channel.send({ type: 'stepBegan', name });
      const result = asRecorded(await inside.run(name, work), `The result of step '${name}'`);
      await requests.ask({ type: 'stepEnded', name, result });
      // What the next attempt would read, so that both attempts see the same.
      return result;
    });
  };
  return step as Step;
}
