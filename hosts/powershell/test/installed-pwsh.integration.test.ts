import { beforeAll, expect, test } from 'vitest';

import { shareOf } from '../../../test/share.ts';
import { build, onPath, theirs, version } from './row-build.ts';
import { startRowServer } from './row-server.ts';
import { allRows } from './row-sets.ts';
import { shown } from './rows.ts';

const dotnet = await onPath('dotnet');
const pwsh = process.env['TENANTRY_PWSH'] ?? (await onPath('pwsh'));
const share = shareOf('PWSH_ROWS', 12);
// The row program is built against the engine of 7.6.
const found = pwsh === undefined ? 0 : await version(pwsh);

if (dotnet === undefined || found < 706) {
  test.skip('no comparison: no pwsh of 7.6 or later was found, on the path or as TENANTRY_PWSH', () =>
    undefined);
} else {
  beforeAll(build, 900_000);

  /** Beside the rows of our own process, which take as long: two cores do both at the same time. */
  test('in an installed pwsh the same rows show the same; differences are printed', async () => {
    // A server of its own: some of its pages answer the first request otherwise than the second.
    const server = await startRowServer();
    const real = theirs(pwsh!, server.environment);
    const all = (await allRows()).flatMap(({ cmdlet, rows }) => rows.map((row) => ({ cmdlet, row })));
    const comparable = all.filter(({ row: [, , , differs] }) => differs === undefined);
    const compared = comparable.filter((_row, at) => share.has(at));
    const differences: string[] = [];
    for (const { cmdlet, row } of compared) {
      const [title, script, shows] = row;
      const text = await triesOf(() => real.run(script), shown(shows));
      if (text === shown(shows)) continue;
      differences.push(`${cmdlet}: ${title}\n--- pwsh\n${text}\n--- expected\n${shown(shows)}`);
    }
    await real.close();
    await server.close();
    process.stdout.write(
      `${compared.length} of ${comparable.length} rows run in pwsh as well, ${differences.length} differences\n${differences.join('\n\n')}\n`,
    );
    // A later version may have changed its mind; the one whose engine we use may not.
    if (found === 706) expect(differences).toEqual([]);
  }, 900_000);
}

/** pwsh has races of its own (output of a process that is still on its way, jobs that stop): what differs does so each time. */
async function triesOf(run: () => Promise<string>, wanted: string): Promise<string> {
  let text = shown(await run());
  for (let tries = 1; tries < 3 && text !== wanted; tries += 1) text = shown(await run());
  return text;
}
