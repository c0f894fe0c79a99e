import { afterAll, beforeAll, expect, test } from 'vitest';

import { seedFor } from '../run-seed.ts';
import { runChaos } from './suite/chaos.ts';
import { quickFaults } from './suite/faults.ts';
import { type Installation, startInstallation } from './suite/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ whole: false });
});
afterAll(() => installation.stop());

test('while things break no job is lost, none ends twice, and no recorded step is done again', async () => {
  const seed = process.env['CHAOS_SEED'] ?? String(seedFor('chaos'));
  console.log(`seed ${seed}: CHAOS_SEED=${seed} draws the same again`);
  const report = await runChaos(installation, {
    seed,
    jobs: 24,
    faults: quickFaults,
    mostFaults: quickFaults.length,
    pauseMilliseconds: 300,
    say: console.log,
  });
  expect(report.broken).toEqual([]);
  expect(report.faults).toBeGreaterThan(0);
});
