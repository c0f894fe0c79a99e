import { describe, expect, test } from 'vitest';

import { completed, record } from './samples.ts';
import type { Trial } from './trial.ts';

/** A suspended job is with nobody until somebody resumes it. */
export function suspendingPromises(trial: Trial): void {
  describe('suspending', () => {
    test('a suspended job is given to nobody, keeps what it recorded, and is stopped at once', async () => {
      const attempt = await trial.running();
      await trial.link.recordStep(attempt, { name: 'Checkpoint-Workflow 1', result: 'kept' });
      await trial.link.suspended(attempt);
      // Its answer was lost on the way.
      await trial.link.suspended(attempt);
      const { status, steps } = await trial.tested.traces(attempt.jobId);
      expect([status, steps]).toEqual(['Suspended', [{ attempt: 1, name: 'Checkpoint-Workflow 1' }]]);
      expect(await trial.claim(50)).toBeUndefined();
      await expect(trial.link.heartbeat(attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
      await trial.tested.stop(attempt.jobId);
      expect((await trial.tested.traces(attempt.jobId)).status).toBe('Stopped');
    });

    test('a stop that was asked for before wins, and ends the job', async () => {
      const attempt = await trial.running();
      await trial.tested.stop(attempt.jobId);
      await trial.link.suspended(attempt);
      expect((await trial.tested.traces(attempt.jobId)).status).toBe('Stopped');
      expect(await trial.claim(50)).toBeUndefined();
    });

    test('a stale attempt suspends nothing, and an ended job is not suspended', async () => {
      const first = await trial.running();
      const second = await trial.nextAttempt(first);
      await expect(trial.link.suspended(first)).rejects.toMatchObject({ code: 'StaleAttempt' });
      await trial.link.appendStreams(second.attempt, [record(1, 'goes on')]);
      await trial.link.end(second.attempt, completed);
      await expect(trial.link.suspended(second.attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
      expect((await trial.tested.traces(first.jobId)).status).toBe('Completed');
    });
  });
}
