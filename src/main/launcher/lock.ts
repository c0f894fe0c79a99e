import { readFileSync, rmSync } from 'node:fs';

import { problem } from '#kernel';

import type { Home } from '../home/layout.ts';
import { writeWhole } from '../home/prepare.ts';

interface Lock {
  readonly pid: number;
}

/** One launcher a home. A lock whose process is gone is taken over. */
export async function lockHome(home: Pick<Home, 'directory' | 'launcherLock'>): Promise<() => void> {
  const holder = readLock(home);
  if (holder !== undefined && holder.pid !== process.pid && isAlive(holder.pid)) {
    throw problem('AlreadyRunning', { home: home.directory, pid: holder.pid });
  }
  await writeWhole(home.launcherLock, JSON.stringify({ pid: process.pid } satisfies Lock));
  return () => rmSync(home.launcherLock, { force: true });
}

function readLock(home: Pick<Home, 'launcherLock'>): Lock | undefined {
  try {
    return JSON.parse(readFileSync(home.launcherLock, 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
