import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a Node.js that does nothing, and tells how long it was there, in milliseconds. */
export async function spawnBare(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}
