import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { JobClaim } from '../protocol.ts';
import { completed } from './samples.ts';
import type { Trial } from './trial.ts';

/** Who gets what. */
export function claimingPromises(trial: Trial, builds: boolean): void {
  describe('claiming', () => {
    test('an accepted job comes with its runbook, parameters and tenant, and no journal', async () => {
      const jobId = await trial.tested.newJob('Adele');
      const claimed = await trial.claimJob(jobId);
      expect(claimed.attempt).toEqual({ jobId, number: 1 });
      expect(claimed.parameters).toEqual({ who: 'Adele' });
      expect(claimed.journal).toEqual([]);
      expect(claimed.tenant.name).toBe('main');
      expect(claimed.runbook.artifactHash).toBe(
        createHash('sha256').update(trial.tested.artifact).digest('hex'),
      );
      expect(await trial.link.artifact(claimed.runbook.artifactHash)).toBe(trial.tested.artifact);
      expect((await trial.tested.traces(jobId)).status).toBe('Activating');
      await trial.link.end(claimed.attempt, completed);
    });

    test('an artifact that is not there is refused by its name', async () => {
      await expect(trial.link.artifact('00')).rejects.toMatchObject({
        code: 'ArtifactNotFound',
        status: 404,
      });
    });

    test('without work a claim answers undefined when its time is over', async () => {
      expect(await trial.claim(50)).toBeUndefined();
    });

    test('twenty claimers get twenty jobs, each once', async () => {
      const claims = Array.from({ length: 20 }, () => trial.claim());
      const jobs = await Promise.all(Array.from({ length: 20 }, () => trial.tested.newJob()));
      const claimed = (await Promise.all(claims)) as JobClaim[];
      expect(claimed.map(({ attempt }) => attempt.jobId).toSorted()).toEqual(jobs.toSorted());
      expect(claimed.every(({ attempt }) => attempt.number === 1)).toBe(true);
      await Promise.all(claimed.map(({ attempt }) => trial.link.end(attempt, completed)));
    });

    test('a claimer that left gets nothing, and the job goes to who stayed', async () => {
      const leaving = new AbortController();
      const left = trial.claim(10_000, leaving.signal).catch(() => undefined);
      leaving.abort();
      expect(await left).toBeUndefined();
      const { attempt } = await trial.claimJob(await trial.tested.newJob());
      await trial.link.end(attempt, completed);
    });

    test.runIf(builds)('only the kinds that were asked for are given', async () => {
      const id = await trial.tested.newBuild('source');
      expect(await trial.claim(50)).toBeUndefined();
      const build = await trial.link.claim({ worker: 'w1', kinds: ['build'], waitMilliseconds: 10_000 });
      expect(build).toMatchObject({ kind: 'build', attempt: { jobId: id, number: 1 }, source: 'source' });
      await trial.link.built(build!.attempt, { ok: true, artifact: 'built', parameters: [] });
      expect(await trial.tested.buildStatus(id)).toBe('Succeeded');
    });
  });

  test.runIf(!builds)('builds are given to others alone', async () => {
    const id = await trial.tested.newBuild('source');
    const asked = { worker: 'w1', kinds: ['build' as const], waitMilliseconds: 50 };
    expect(await trial.link.claim(asked)).toBeUndefined();
    expect(await trial.tested.buildStatus(id)).toBe('InProgress');
  });

  describe.runIf(builds)('builds', () => {
    const claimBuild = async () => {
      const build = await trial.link.claim({ worker: 'w1', kinds: ['build'], waitMilliseconds: 10_000 });
      return build!.attempt;
    };

    test('a released build comes again, and the earlier attempt is refused', async () => {
      const id = await trial.tested.newBuild('source');
      const first = await claimBuild();
      expect(await trial.link.heartbeat(first)).toEqual({ command: 'continue' });
      await trial.link.release(first, 'the host died');
      const second = await claimBuild();
      expect(second).toEqual({ jobId: id, number: 2 });
      const late = trial.link.built(first, { ok: true, artifact: 'late', parameters: [] });
      await expect(late).rejects.toMatchObject({ code: 'StaleAttempt' });
      await expect(trial.link.heartbeat(first)).rejects.toMatchObject({ code: 'StaleAttempt' });
      const diagnostics = [{ file: 'runbook.ts', line: 1, column: 1, message: 'no' }];
      await trial.link.built(second, { ok: false, diagnostics });
      expect(await trial.tested.buildStatus(id)).toBe('Failed');
    });
  });
}
