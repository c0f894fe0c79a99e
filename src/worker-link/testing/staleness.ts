import { describe, expect, test } from 'vitest';

import type { AttemptRef } from '../protocol.ts';
import type { WorkerLink } from '../worker-link.ts';
import { call, completed, failed, isolation, record } from './samples.ts';
import type { Trial } from './trial.ts';

/** Every way to write, and to read on behalf of a job: what a stale attempt must be refused. */
const actions = (link: WorkerLink, variable: string, credential: string, certificate: string) =>
  ({
    started: (attempt: AttemptRef) => link.started(attempt, { isolation, engine: 'late' }),
    heartbeat: (attempt: AttemptRef) => link.heartbeat(attempt),
    appendStreams: (attempt: AttemptRef) => link.appendStreams(attempt, [record(900, 'late')]),
    recordStep: (attempt: AttemptRef) => link.recordStep(attempt, { name: 'late', result: 'late' }),
    appendCalls: (attempt: AttemptRef) => link.appendCalls(attempt, [call(900)]),
    getVariable: (attempt: AttemptRef) => link.getVariable(attempt, variable),
    setVariable: (attempt: AttemptRef) => link.setVariable(attempt, variable, 'late'),
    getCredential: (attempt: AttemptRef) => link.getCredential(attempt, credential),
    getCertificate: (attempt: AttemptRef) => link.getCertificate(attempt, certificate),
    getConnection: (attempt: AttemptRef) => link.getConnection(attempt, certificate),
    token: (attempt: AttemptRef) => link.token(attempt, { resource: 'https://graph.microsoft.com' }),
    end: (attempt: AttemptRef) => link.end(attempt, failed),
    release: (attempt: AttemptRef) => link.release(attempt, 'late'),
  }) satisfies Partial<Record<keyof WorkerLink, (attempt: AttemptRef) => Promise<unknown>>>;

/** Once a newer attempt exists or the job has ended. */
export function stalenessPromises(trial: Trial): void {
  describe('a stale attempt writes nothing', () => {
    const late = actions(undefined as never, '', '', '');
    test.each(Object.keys(late) as (keyof typeof late)[])('%s is refused', async (action) => {
      const first = await trial.running();
      await trial.link.appendStreams(first, [record(1, 'first')]);
      await trial.link.recordStep(first, { name: 'kept', result: 1 });
      await trial.link.setVariable(first, trial.tested.variable, 'before');
      const second = await trial.nextAttempt(first);
      const before = await trial.tested.traces(first.jobId);
      const act = actions(
        trial.link,
        trial.tested.variable,
        trial.tested.credential.name,
        trial.tested.certificate.name,
      )[action];
      const stale = { code: 'StaleAttempt', status: 409, values: { job: first.jobId, number: 1 } };
      await expect(act(first)).rejects.toMatchObject(stale);
      expect(await trial.tested.traces(first.jobId)).toEqual(before);
      // It took nothing from the one that counts either.
      expect(await trial.link.heartbeat(second.attempt)).toEqual({ command: 'continue' });

      await trial.link.end(second.attempt, completed);
      const ended = await trial.tested.traces(first.jobId);
      await expect(act(second.attempt)).rejects.toMatchObject({ code: 'StaleAttempt' });
      expect(await trial.tested.traces(first.jobId)).toEqual(ended);
    });

    test('an attempt that nobody made is refused as well', async () => {
      const first = await trial.running();
      const future = { ...first, number: 7 };
      await expect(trial.link.heartbeat(future)).rejects.toMatchObject({ code: 'StaleAttempt' });
      await expect(trial.link.recordStep(future, { name: 'x', result: 1 })).rejects.toMatchObject({
        code: 'StaleAttempt',
      });
      await trial.link.end(first, completed);
    });
  });
}
