import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { build, onPath, ours, theirs, version } from './row-build.ts';
import type { RowProgram } from './row-program.ts';
import { startRowServer } from './row-server.ts';
import type { RowServer } from './row-server.ts';
import { allRows } from './row-sets.ts';
import { shown } from './rows.ts';

const sets = await allRows();
const dotnet = await onPath('dotnet');
const pwsh = process.env['TENANTRY_PWSH'] ?? (await onPath('pwsh'));
// The row program is built against the engine of 7.6.
const found = pwsh === undefined ? 0 : await version(pwsh);
const comparable = found >= 706;

let program: RowProgram | undefined;
let server: RowServer | undefined;

beforeAll(async () => {
  if (dotnet === undefined) return;
  await build();
  server = await startRowServer();
  program = ours(server.environment);
}, 900_000);

afterAll(async () => {
  await program?.close();
  await server?.close();
});

describe.skipIf(dotnet === undefined)('in our own process', () => {
  describe.each(sets)('$cmdlet', ({ rows }) => {
    test.each(rows.map(([title, script, shows]) => ({ title, script, shows })))(
      '$title',
      async ({ script, shows }) => {
        expect(shown(await program!.run(script))).toBe(shown(shows));
      },
    );
  });
});

if (comparable && dotnet !== undefined) {
  test('in an installed pwsh the same rows show the same; differences are printed', async () => {
    // A server of its own: some of its pages answer the first request otherwise than the second.
    const otherServer = await startRowServer();
    const real = theirs(pwsh!, otherServer.environment);
    const differences: string[] = [];
    for (const { cmdlet, rows } of sets) {
      for (const [title, script, shows, differs] of rows) {
        if (differs !== undefined) continue;
        const text = shown(await real.run(script));
        if (text === shown(shows)) continue;
        differences.push(`${cmdlet}: ${title}\n--- pwsh\n${text}\n--- expected\n${shown(shows)}`);
      }
    }
    await real.close();
    await otherServer.close();
    const compared = sets
      .flatMap(({ rows }) => rows)
      .filter(([, , , differs]) => differs === undefined).length;
    process.stdout.write(
      `${compared} rows run in pwsh as well, ${differences.length} differences\n${differences.join('\n\n')}\n`,
    );
    // A later version may have changed its mind; the one whose engine we use may not.
    if (found === 706) expect(differences).toEqual([]);
  }, 900_000);
} else {
  test.skip('no comparison: no pwsh of 7.6 or later was found, on the path or as TENANTRY_PWSH', () =>
    undefined);
}

if (dotnet === undefined) test.skip('no rows: no dotnet was found on the path', () => undefined);
