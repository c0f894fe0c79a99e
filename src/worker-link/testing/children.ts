import { describe, expect, test } from 'vitest';

import { newId } from '#kernel';

import type { StartedJob } from '../other-runbooks.ts';
import type { AttemptRef } from '../protocol.ts';
import { completed, failed, isolation, record } from './samples.ts';
import type { Trial } from './trial.ts';

/** Jobs that a job starts and waits for. */
export function childPromises(trial: Trial): void {
  const start = (parent: AttemptRef, key: string, who = 'a child'): Promise<StartedJob> =>
    trial.link.startJob(parent, { runbook: trial.tested.runbook, parameters: { who }, key, ...place() });
  /** Children run where they are sent to, and not where their parent runs. */
  const place = (): { readonly runOn?: string } => {
    const { runOn } = trial.tested;
    return runOn === undefined ? {} : { runOn };
  };
  const begin = async ({ id }: StartedJob): Promise<AttemptRef> => {
    const { attempt } = await trial.claimJob(id);
    await trial.link.started(attempt, { isolation, engine: 'test 1' });
    return attempt;
  };

  describe('children', () => {
    test('the same key is the same child, whatever attempt asks; another key is another one', async () => {
      const first = await trial.running();
      const [one, same, other] = [
        await start(first, 'a'),
        await start(first, 'a'),
        await start(first, 'b', 'another'),
      ];
      expect(same).toEqual(one);
      expect(other.id).not.toBe(one.id);
      const claimed = await trial.claimJob(one.id);
      expect(claimed).toMatchObject({ parameters: { who: 'a child' }, tenant: { name: 'main' } });
      await trial.link.end(claimed.attempt, completed);
      await trial.link.end((await trial.claimJob(other.id)).attempt, completed);
      const second = await trial.nextAttempt(first);
      expect(await start(second.attempt, 'a')).toEqual(one);
      await expect(start(first, 'c')).rejects.toMatchObject({ code: 'StaleAttempt' });
      await trial.link.end(second.attempt, completed);
    });

    test('a child is claimed before jobs that nobody waits for', async () => {
      const parent = await trial.running();
      const later = await trial.tested.newJob();
      const child = await start(parent, 'first');
      await trial.link.end(await begin(child), completed);
      await trial.link.end((await trial.claimJob(later)).attempt, completed);
      await trial.link.end(parent, completed);
    });

    test('what cannot be started is refused by its own error, and no name is taken from others', async () => {
      const parent = await trial.running();
      const more = { parameters: {}, key: 'x' };
      await expect(trial.link.startJob(parent, { runbook: 'nowhere', ...more })).rejects.toMatchObject({
        code: 'RunbookNotFound',
      });
      const { runbook } = trial.tested;
      await expect(trial.link.startJob(parent, { runbook, ...more })).rejects.toMatchObject({
        code: 'ParameterMissing',
      });
      const name = newId();
      const given = { runbook, parameters: { who: 'x' }, name, ...place() };
      const child = await trial.link.startJob(parent, { ...given, key: 'x' });
      expect(child.name).toBe(name);
      const stranger = await trial.tested.newJob();
      const strange = (await trial.claimJob(child.id)).attempt;
      const other = (await trial.claimJob(stranger)).attempt;
      await expect(trial.link.startJob(other, { ...given, key: 'y' })).rejects.toMatchObject({
        code: 'JobExists',
      });
      for (const attempt of [strange, other, parent]) await trial.link.end(attempt, completed);
    });

    test('a wait tells each change, then the end, with what failed it and what it wrote', async () => {
      const parent = await trial.running();
      const child = await start(parent, 'a');
      const wait = (known?: string[]) =>
        trial.link.awaitJobs(parent, { jobs: [child.id], waitMilliseconds: 20_000, ...(known && { known }) });
      expect(await wait()).toMatchObject({ jobs: [{ ...child, status: 'New', ended: false }] });
      const changed = wait(['New']);
      const attempt = await begin(child);
      expect((await changed).jobs[0]?.status).toMatch(/^(Activating|Running)$/);
      await trial.link.appendStreams(attempt, [record(1, 'said', { a: 1 }), record(2, 'text')]);
      const ended = wait(['Running']);
      await trial.link.end(attempt, failed);
      expect((await ended).jobs).toEqual([{ ...child, status: 'Failed', ended: true, exception: 'broke' }]);
      expect(await trial.link.jobOutput(parent, child.id)).toEqual({
        records: [{ text: 'said', value: { a: 1 } }, { text: 'text' }],
      });
      await trial.link.end(parent, completed);
    });

    test('a wait that nothing happens to ends with its time, and tells how long it lasted over attempts', async () => {
      const first = await trial.running();
      const child = await start(first, 'a');
      const asked = { jobs: [child.id], known: ['New'], waitMilliseconds: 30 };
      expect((await trial.link.awaitJobs(first, asked)).jobs[0]?.ended).toBe(false);
      await trial.tested.stop(child.id);
      const other = await start(first, 'b');
      const before = await trial.link.awaitJobs(first, { ...asked, jobs: [other.id] });
      await trial.tested.abandon(first.jobId);
      // The child comes first: somebody waits for it.
      const { attempt } = await trial.claimJob(other.id);
      const second = await trial.claimJob(first.jobId);
      const after = await trial.link.awaitJobs(second.attempt, { ...asked, jobs: [other.id], known: ['x'] });
      expect(after.waitedMilliseconds).toBeGreaterThan(before.waitedMilliseconds);
      await trial.link.end(attempt, completed);
      await trial.link.end(second.attempt, completed);
    });

    test('jobs that are not there, and the job itself, are not waited for', async () => {
      const parent = await trial.running();
      const wait = (id: string) => trial.link.awaitJobs(parent, { jobs: [id], waitMilliseconds: 10 });
      await expect(wait(newId())).rejects.toMatchObject({ code: 'JobNotFound' });
      await expect(wait(parent.jobId)).rejects.toMatchObject({ code: 'JobWaitsForItself' });
      await trial.link.end(parent, completed);
    });
  });

  describe('waiting without a worker', () => {
    test('a parked job comes back when the last of its jobs has ended, and not before', async () => {
      const parent = await trial.running();
      const children = [await start(parent, 'a'), await start(parent, 'b')];
      await trial.link.recordStep(parent, { name: 'before', result: 1 });
      const parking = { jobs: children.map(({ id }) => id) };
      await trial.link.parked(parent, parking);
      await trial.link.parked(parent, parking);
      await expect(trial.link.heartbeat(parent)).rejects.toMatchObject({ code: 'StaleAttempt' });
      const attempts = [await begin(children[0]!), await begin(children[1]!)];
      await trial.link.end(attempts[0]!, completed);
      expect(await trial.claim(50)).toBeUndefined();
      await trial.link.end(attempts[1]!, failed);
      const next = await trial.claimJob(parent.jobId);
      expect(next).toMatchObject({ attempt: { number: 2 }, journal: [{ name: 'before', result: 1 }] });
      await trial.link.end(next.attempt, completed);
    });

    test('of jobs that end at the same time the last one brings it back', async () => {
      for (let round = 0; round < 5; round++) {
        const parent = await trial.running();
        const children = await Promise.all(['a', 'b', 'c'].map((key) => start(parent, key)));
        await trial.link.parked(parent, { jobs: children.map(({ id }) => id) });
        const attempts: AttemptRef[] = [];
        for (let at = 0; at < 3; at++) attempts.push((await trial.claim())!.attempt);
        await Promise.all(attempts.map((attempt) => trial.link.end(attempt, completed)));
        await trial.link.end((await trial.claimJob(parent.jobId)).attempt, completed);
      }
    });

    test('a job that parks while its child ends comes back all the same', async () => {
      for (let round = 0; round < 5; round++) {
        const parent = await trial.running();
        const child = await start(parent, 'a');
        const attempt = await begin(child);
        await Promise.all([
          trial.link.end(attempt, completed),
          trial.link.parked(parent, { jobs: [child.id] }),
        ]);
        await trial.link.end((await trial.claimJob(parent.jobId)).attempt, completed);
      }
    });

    test('it comes back when its time is over, too', async () => {
      const parent = await trial.running();
      const child = await start(parent, 'a');
      const attempt = await begin(child);
      await trial.link.parked(parent, { jobs: [child.id], until: new Date().toISOString() });
      const next = await trial.claimJob(parent.jobId);
      expect(next.attempt.number).toBe(2);
      for (const each of [attempt, next.attempt]) await trial.link.end(each, completed);
    });

    test('a stop reaches children and their children, claimed or not, although nobody has the one that is stopped', async () => {
      const parent = await trial.running();
      const [child, unclaimed] = [await start(parent, 'a'), await start(parent, 'b')];
      const running = await begin(child);
      const grandchild = await trial.link.startJob(running, {
        runbook: trial.tested.runbook,
        parameters: { who: 'deep' },
        key: 'deep',
        ...place(),
      });
      const deep = await begin(grandchild);
      await trial.link.parked(parent, { jobs: [child.id, unclaimed.id] });
      await trial.tested.stop(parent.jobId);
      const status = async (id: string) => (await trial.tested.traces(id)).status;
      expect([await status(parent.jobId), await status(unclaimed.id)]).toEqual(['Stopped', 'Stopped']);
      for (const attempt of [running, deep]) {
        expect(await trial.link.heartbeat(attempt)).toEqual({ command: 'stop' });
        await expect(start(attempt, 'late')).rejects.toMatchObject({ code: 'JobBeingStopped' });
        await trial.link.end(attempt, { ...completed, status: 'Stopped' });
      }
      expect(await trial.claim(50)).toBeUndefined();
    });
  });
}
