import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import { newId, systemClock } from '#kernel';

/** Folders of a cache, held to a size: when it is too large, what was used longest ago goes. */
export interface CacheShelf {
  has(title: string): boolean;
  /** A folder that has just come. */
  add(title: string): Promise<void>;
  /** Forgets a folder, if it is there. */
  drop(title: string): Promise<void>;
  /** It is in use until the answer is called. */
  enter(title: string): () => Promise<void>;
}

interface Kept {
  bytes: number;
  /** Milliseconds since 1970. It is also the folder's own time, so that a later start knows it. */
  usedAt: number;
}

/** `workplaces` lies on the same file system. */
export async function openShelf(options: {
  readonly directory: string;
  readonly workplaces: string;
  readonly mostBytes: number;
  /** Forget what is there. */
  readonly empty: boolean;
}): Promise<CacheShelf> {
  const { directory, workplaces, mostBytes } = options;
  const using = new Map<string, number>();
  let latest = 0;
  /** Each use is later than the one before it. */
  const now = (): number => (latest = Math.max(systemClock.now(), latest + 1));
  const kept = new Map<string, Kept>();
  if (options.empty) await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const title of await readdir(directory)) {
    const folder = join(directory, title);
    const { mtimeMs: usedAt } = await stat(folder);
    kept.set(title, { bytes: await bytesOf(folder), usedAt });
    // Uses from now on count as later, also when the clock was set back in between.
    latest = Math.max(latest, Math.ceil(usedAt));
  }

  /** Away from its place at once, and then deleted: nobody finds half of it. */
  async function drop(title: string): Promise<void> {
    if (!kept.delete(title)) return;
    const grave = join(workplaces, newId());
    await rename(join(directory, title), grave);
    await rm(grave, { recursive: true, force: true });
  }

  async function prune(): Promise<void> {
    const oldest = [...kept].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    let bytes = oldest.reduce((sum, [, each]) => sum + each.bytes, 0);
    for (const [title, each] of oldest) {
      if (bytes <= mostBytes) return;
      if (using.has(title)) continue;
      bytes -= each.bytes;
      await drop(title);
    }
  }

  return {
    has: (title) => kept.has(title),
    drop,
    async add(title) {
      kept.set(title, { bytes: await bytesOf(join(directory, title)), usedAt: now() });
      await prune();
    },
    enter(title) {
      using.set(title, (using.get(title) ?? 0) + 1);
      return async () => {
        const left = (using.get(title) ?? 1) - 1;
        if (left === 0) using.delete(title);
        else using.set(title, left);
        const known = kept.get(title);
        if (known === undefined) return;
        known.usedAt = now();
        await utimes(join(directory, title), known.usedAt / 1_000, known.usedAt / 1_000);
      };
    },
  };
}

async function bytesOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const each of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (each.isFile()) bytes += (await stat(join(each.parentPath, each.name))).size;
  return bytes;
}
