import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Anchor } from '../anchoring.ts';

/** One seal a line, appended and flushed to the disk. */
export function fileAnchor(path: string): Anchor {
  return {
    place: `file:${path}`,
    async write(seals) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''));
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
