import { describe, expect, test } from 'vitest';

import { completed } from './samples.ts';
import type { Trial } from './trial.ts';

/** A recorded step never runs twice. */
export function stepPromises(trial: Trial): void {
  describe('steps', () => {
    test('a recorded step is in the journal of the next attempt, in the order of recording', async () => {
      const first = await trial.running();
      const results = [{ deep: ['a', null, 1.5] }, 'text', null, true, []];
      for (const [at, result] of results.entries())
        await trial.link.recordStep(first, { name: `step ${at}`, result });
      const second = await trial.nextAttempt(first);
      expect(second.attempt.number).toBe(2);
      expect(second.journal).toEqual(results.map((result, at) => ({ name: `step ${at}`, result })));
      await trial.link.recordStep(second.attempt, { name: 'last', result: 5 });
      const third = await trial.nextAttempt(second.attempt);
      expect(third.journal.at(-1)).toEqual({ name: 'last', result: 5 });
      expect(third.journal).toHaveLength(6);
      await trial.link.end(third.attempt, completed);
    });

    test('recording a step again in its attempt changes nothing', async () => {
      const first = await trial.running();
      await trial.link.recordStep(first, { name: 'once', result: 'first' });
      await trial.link.recordStep(first, { name: 'once', result: 'again' });
      const second = await trial.nextAttempt(first);
      expect(second.journal).toEqual([{ name: 'once', result: 'first' }]);
      await trial.link.end(second.attempt, completed);
    });

    test('a step that is recorded while the next attempt begins is in its journal or refused', async () => {
      for (let round = 0; round < 10; round++) {
        const first = await trial.running();
        await trial.tested.abandon(first.jobId);
        const recording = ['a', 'b', 'c', 'd'].map((name) =>
          trial.link.recordStep(first, { name, result: name }),
        );
        const [second, ...outcomes] = await Promise.all([
          trial.claimJob(first.jobId),
          ...recording.map((each) =>
            each.then(
              () => true,
              () => false,
            ),
          ),
        ]);
        const recorded = ['a', 'b', 'c', 'd'].filter((_name, at) => outcomes[at]);
        expect(second.journal.map((step) => step.name).toSorted()).toEqual(recorded);
        await trial.link.end(second.attempt, completed);
      }
    });
  });
}
