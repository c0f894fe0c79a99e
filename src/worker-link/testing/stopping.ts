import { describe, expect, test } from 'vitest';

import type { AttemptRef } from '../protocol.ts';
import { completed, isolation, record } from './samples.ts';
import type { Trial } from './trial.ts';

/** A stop is heard, and outlives who hears it. */
export function stoppingPromises(trial: Trial): void {
  describe('stopping', () => {
    /** The event stream of a worker; `stopOf` resolves once a stop of that job was told. */
    const following = async () => {
      const over = new AbortController();
      const greeted = Promise.withResolvers<void>();
      const stops: AttemptRef[] = [];
      let news = Promise.withResolvers<void>();
      const done = trial.link.follow(
        'w1',
        (event) => {
          if (event.event === 'hello') greeted.resolve();
          if (event.event === 'stop') stops.push(event.attempt);
          news.resolve();
        },
        over.signal,
      );
      await greeted.promise;
      return {
        async stopOf({ jobId }: AttemptRef): Promise<AttemptRef> {
          for (;;) {
            const found = stops.find((attempt) => attempt.jobId === jobId);
            if (found !== undefined) return found;
            news = Promise.withResolvers();
            await news.promise;
          }
        },
        async leave() {
          over.abort();
          await done;
        },
      };
    };

    test('a stop reaches the worker as an event, and every heartbeat says it again', async () => {
      const attempt = await trial.running();
      const events = await following();
      expect(await trial.link.heartbeat(attempt)).toEqual({ command: 'continue' });
      await trial.tested.stop(attempt.jobId);
      expect(await events.stopOf(attempt)).toEqual(attempt);
      expect(await trial.link.heartbeat(attempt)).toEqual({ command: 'stop' });
      // What the job still says on its way out is kept.
      await trial.link.appendStreams(attempt, [record(1, 'cleaning up')]);
      await trial.link.end(attempt, { ...completed, status: 'Stopped' });
      expect(await trial.tested.traces(attempt.jobId)).toMatchObject({ status: 'Stopped' });
      await events.leave();
    });

    test('a stop that was asked for while nobody followed is told to who follows next', async () => {
      const attempt = await trial.running();
      await trial.tested.stop(attempt.jobId);
      const events = await following();
      expect(await events.stopOf(attempt)).toEqual(attempt);
      await trial.link.end(attempt, { ...completed, status: 'Stopped' });
      await events.leave();
    });

    test('a worker that starts a job which is being stopped does not unmake the stop', async () => {
      const { attempt } = await trial.claimJob(await trial.tested.newJob());
      await trial.tested.stop(attempt.jobId);
      await trial.link.started(attempt, { isolation, engine: 'test' });
      expect(await trial.link.heartbeat(attempt)).toEqual({ command: 'stop' });
      await trial.link.end(attempt, { ...completed, status: 'Stopped' });
    });

    test('a job that finished before the stop came says how it finished', async () => {
      const attempt = await trial.running();
      await trial.tested.stop(attempt.jobId);
      await trial.link.end(attempt, completed);
      expect((await trial.tested.traces(attempt.jobId)).status).toBe('Completed');
    });

    test('a job that is stopped before anybody claimed it is never given away', async () => {
      const jobId = await trial.tested.newJob();
      await trial.tested.stop(jobId);
      expect((await trial.tested.traces(jobId)).status).toBe('Stopped');
      expect(await trial.claim(50)).toBeUndefined();
    });

    test('a stop outlives its worker: the job ends Stopped instead of beginning again', async () => {
      const attempt = await trial.running();
      await trial.tested.stop(attempt.jobId);
      await trial.tested.abandon(attempt.jobId);
      expect(await trial.claim(2_000)).toBeUndefined();
      expect((await trial.tested.traces(attempt.jobId)).status).toBe('Stopped');
      await expect(trial.link.heartbeat(attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
    });
  });
}
