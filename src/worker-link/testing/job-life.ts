import { describe, expect, test } from 'vitest';

import { completed, failed, isolation } from './samples.ts';
import type { Trial } from './trial.ts';

/** From the first start to the one end. */
export function jobLifePromises(trial: Trial): void {
  describe('the life of a job', () => {
    test('the time of the first start is kept by later attempts', async () => {
      const first = await trial.running();
      const { startedAt, status } = await trial.tested.traces(first.jobId);
      expect(status).toBe('Running');
      expect(startedAt).toBeDefined();
      const second = await trial.nextAttempt(first);
      expect((await trial.tested.traces(first.jobId)).status).toBe('Activating');
      await trial.link.started(second.attempt, { isolation, engine: 'test 2' });
      expect(await trial.tested.traces(first.jobId)).toMatchObject({ status: 'Running', startedAt });
      await trial.link.end(second.attempt, completed);
    });

    test('a job ends exactly once: the same end again is fine, another is refused', async () => {
      const attempt = await trial.running();
      await trial.link.end(attempt, failed);
      await trial.link.end(attempt, failed);
      await expect(trial.link.end(attempt, completed)).rejects.toMatchObject({ code: 'StaleAttempt' });
      expect(await trial.tested.traces(attempt.jobId)).toMatchObject({
        status: 'Failed',
        exception: 'broke',
      });
    });

    test('of ends that race one is kept', async () => {
      const attempt = await trial.running();
      const ends = [completed, failed, { ...completed, status: 'Stopped' as const }, failed];
      const outcomes = await Promise.allSettled(ends.map((end) => trial.link.end(attempt, end)));
      const { status } = await trial.tested.traces(attempt.jobId);
      const kept = ends.filter((_end, at) => outcomes[at]?.status === 'fulfilled');
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.every((end) => end.status === status)).toBe(true);
    });

    test('a released job comes at once, as the next attempt', async () => {
      const first = await trial.running();
      await trial.link.release(first, 'the host died'.repeat(100));
      const second = await trial.claimJob(first.jobId);
      expect(second.attempt.number).toBe(2);
      await expect(trial.link.release(first, 'again')).rejects.toMatchObject({ code: 'StaleAttempt' });
      await trial.link.end(second.attempt, completed);
    });
  });
}
