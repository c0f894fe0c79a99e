import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { RowSet } from './rows.ts';

/** Every `*.rows.ts` below this folder, in the order of their names. */
export async function allRows(): Promise<readonly RowSet[]> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = await Array.fromAsync(glob('**/*.rows.ts', { cwd: folder, exclude: ['rows/**'] }));
  const sets: RowSet[] = [];
  for (const file of files.sort()) {
    const { rows } = (await import(new URL(file, import.meta.url).href)) as { rows: RowSet };
    sets.push(rows);
  }
  return sets;
}
