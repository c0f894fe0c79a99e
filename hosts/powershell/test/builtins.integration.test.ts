import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { shareOf } from '../../../test/share.ts';
import { build, onPath, ours } from './row-build.ts';
import type { RowProgram } from './row-program.ts';
import { startRowServer } from './row-server.ts';
import type { RowServer } from './row-server.ts';
import { allRows } from './row-sets.ts';
import { shown } from './rows.ts';

const share = shareOf('ROWS', 6);
let at = 0;
const sets = (await allRows())
  .map(({ cmdlet, rows }) => ({ cmdlet, rows: rows.filter(() => share.has(at++)) }))
  .filter(({ rows }) => rows.length > 0);
const dotnet = await onPath('dotnet');

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

if (dotnet === undefined) test.skip('no rows: no dotnet was found on the path', () => undefined);
