/**
 * `npm run bench [part …]`: measures ours and a reference in the same run and prints both. `--json` for machines. The exit
 * code is 1 when a budget is not met.
 */
import { measure as batch } from './batch.ts';
import { measure as drain } from './drain.ts';
import { measure as following } from './following.ts';
import { measure as gateway } from './gateway.ts';
import { measure as history } from './history.ts';
import { measure as languages } from './languages.ts';
import { measure as limits } from './limits.ts';
import type { Measurement } from './measurement.ts';
import { measure as queue } from './queue.ts';
import { measure as records } from './records.ts';
import { measure as redaction } from './redaction.ts';
import { measure as recovery } from './recovery.ts';
import { measure as schedules } from './schedules.ts';
import { measure as system } from './system.ts';
import { measure as tenant } from './tenant.ts';
import { measure as tenantQueries } from './tenant-queries.ts';
import { measure as tenantSizes } from './tenant-sizes.ts';
import { measure as tenantStart } from './tenant-start.ts';
import { measure as webhooks } from './webhooks.ts';
import { measure as worker } from './worker.ts';
import { measure as workerRate } from './worker-rate.ts';

const parts: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  queue,
  drain,
  worker,
  'worker-rate': workerRate,
  languages,
  tenant,
  'tenant-start': tenantStart,
  'tenant-sizes': tenantSizes,
  limits,
  batch,
  following,
  records,
  'tenant-queries': tenantQueries,
  gateway,
  recovery,
  redaction,
  history,
  schedules,
  webhooks,
  system,
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--json');
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const all: Measurement[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`${name} …`);
  all.push(...(await measure()));
}
if (process.argv.includes('--json')) console.log(JSON.stringify(all, null, 2));
else console.table(all.map(({ met, ...rest }) => ({ ...rest, met: met ? 'yes' : 'NO' })));
process.exit(all.every(({ met }) => met) ? 0 : 1);
