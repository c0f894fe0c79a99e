import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { isProblem } from '#kernel';

import { type TenantState, openState } from '../../state/state.ts';
import { compileFilter } from './compile.ts';
import { type FilterNode, node } from './nodes.ts';
import { parseFilter } from './parser.ts';
import { printFilter } from './printer.ts';
import { anyLiteral, filterTree, person } from './testing/arbitrary.ts';
import { plainly } from './testing/plainly.ts';

/** `FUZZ_RUNS=5000` tries more of them. */
const runs = (usual: number): number => Number(process.env['FUZZ_RUNS'] ?? usual);

let folder: string;
let state: TenantState;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-equivalence-'));
  state = openState(join(folder, 'main.sqlite'));
});
afterAll(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

function found(of: FilterNode): string[] {
  const { sql, values } = compileFilter('user', of);
  return state
    .select(`select id from e_user as e where ${sql} order by id`, values)
    .map(({ id }) => String(id));
}

test('SQLite finds exactly whom a plain reading of the filter finds', () => {
  const company = fc.uniqueArray(person, { maxLength: 12, selector: ({ id }) => id });
  fc.assert(
    fc.property(company, fc.array(filterTree, { minLength: 10, maxLength: 10 }), (people, filters) => {
      state.unlogged(() => {
        for (const { id } of state.all('user')) state.remove('user', id);
        for (const one of people) state.insert('user', one);
      });
      for (const of of filters) {
        const expected = people.filter((one) => plainly(of, one)).map(({ id }) => id);
        expect(found(of)).toEqual(expected.toSorted());
      }
    }),
    { numRuns: runs(60) },
  );
});

test('a printed filter reads as the same filter', () => {
  const counted = anyLiteral.map((value) =>
    node({ kind: 'comparison', path: ['otherMails', '$count'], operator: 'ne', value }),
  );
  const either = fc.tuple(filterTree, counted).map(([left, right]) => node({ kind: 'or', left, right }));
  fc.assert(
    fc.property(either, (of) => {
      expect(parseFilter(printFilter(of))).toEqual(of);
    }),
    { numRuns: runs(300) },
  );
});

test('no text, however odd, does anything but parse or be refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ ()',a-z$:/]{0,30}$/)), (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        if (!isProblem(error) || !error.code.startsWith('GraphFilter')) throw error;
      }
    }),
    { numRuns: runs(1000) },
  );
});
