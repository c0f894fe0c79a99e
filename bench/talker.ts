/** A runbook that writes as many lines as it is asked for, once its gate is open. */
import type { Database } from '#store';
import { sql } from '#store';

import type { TestSystem } from '../test/system.ts';

export const talker = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ lines: z.coerce.number(), pause: z.coerce.number() }),
  async run({ params, log, assets }) {
    log.output('here');
    while ((await assets.variable('gate')) !== 'open') await new Promise((go) => setTimeout(go, 50));
    for (let line = 1; line <= params.lines; line++) {
      log.output('line ' + line + ' of a report about somebody or other, as long as lines are');
      if (line % 1000 === 0) await new Promise((go) => setImmediate(go));
      if (params.pause > 0) await new Promise((go) => setTimeout(go, params.pause));
    }
  },
});
`;

export const gate = ({ client }: TestSystem['session'], state: 'open' | 'shut') =>
  client.variables.put('gate', { value: state, isEncrypted: false });

/** Each line is there once, and at its place: behind the first record, which is another one. */
export async function demandAll(db: Database, name: string, many: number): Promise<void> {
  const { kept, astray } = await db.one<{ kept: number; astray: number }>(sql`
    select count(*)::int as kept,
      (count(*) filter (where s.sequence > 1 and s.text not like 'line ' || (s.sequence - 1) || ' %'))::int as astray
    from job_stream s join job j on j.id = s.job_id where j.name = ${name}`);
  if (kept !== many + 1 || astray > 0)
    throw new Error(`${kept} of ${many} records, ${astray} of them astray`);
}
