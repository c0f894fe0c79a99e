/**
 * `npm run chaos [-- --seed 7 --jobs 1000]`: two systems and a third worker on one PostgreSQL run jobs of ten steps while
 * processes are killed and frozen, links cut, writes doubled and the disk filled, in an order that follows from the seed.
 * The exit code is 1 when a promise was broken.
 */
import { parseArgs } from 'node:util';

import { newId } from '#kernel';

import { runChaos } from './suite/chaos.ts';
import { faults } from './suite/faults.ts';
import { startInstallation } from './suite/installation.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: newId().slice(0, 8) },
    jobs: { type: 'string', default: '1000' },
    /** Only those with one of these in their names: `clock,tenant`. */
    only: { type: 'string', default: '' },
    /** No more than so many. */
    most: { type: 'string', default: 'Infinity' },
    pause: { type: 'string', default: '4000' },
  },
});
console.log(`seed ${values.seed}`);
const installation = await startInstallation({ whole: true });
if (installation.smallDisk === undefined)
  console.log('no file system can be mounted here: no disk is filled');
if (installation.beyond === undefined)
  console.log('no network namespace can be made here: no worker of a group, and no cable that is pulled');
if (installation.clock === undefined)
  console.log("Debian's faketime is not here: no clock is set wrong (leases run out all the same)");
try {
  const report = await runChaos(installation, {
    seed: values.seed,
    jobs: Number(values.jobs),
    faults: Object.keys(faults).filter((name) => values.only.split(',').some((part) => name.includes(part))),
    mostFaults: Number(values.most),
    pauseMilliseconds: Number(values.pause),
    say: console.log,
  });
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.broken.length === 0 ? 0 : 1;
} finally {
  await installation.stop();
}
