import { createHash } from 'node:crypto';

import { problem } from '#kernel';
import type { WorkerLink } from '#worker-link';

import { withoutSpareZod } from './spare-zod.ts';

/** Published artifacts as hosts need them, kept by their hash: the same hash is the same text for ever. */
export interface Artifacts {
  get(hash: string): Promise<string>;
}

const mostCharacters = 64 * 1024 * 1024;

/** @throws ArtifactDamaged when the text is not what its hash says */
export function createArtifacts(link: WorkerLink): Artifacts {
  const kept = new Map<string, string>();
  let characters = 0;

  function keep(hash: string, text: string): void {
    kept.delete(hash);
    kept.set(hash, text);
    characters = kept.values().reduce((sum, each) => sum + each.length, 0);
    for (const [oldest, { length }] of kept) {
      if (characters <= mostCharacters || oldest === hash) break;
      kept.delete(oldest);
      characters -= length;
    }
  }

  return {
    async get(hash) {
      const known = kept.get(hash);
      if (known !== undefined) {
        keep(hash, known);
        return known;
      }
      const text = await link.artifact(hash);
      const found = createHash('sha256').update(text).digest('hex');
      if (found !== hash) throw problem('ArtifactDamaged', { hash, found });
      const needed = withoutSpareZod(text);
      keep(hash, needed);
      return needed;
    },
  };
}
