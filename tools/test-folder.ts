import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const inMemory = '/dev/shm';
/** Of what lies there at the same time: the databases of three systems and of the files beside them, and an installed package. */
const room = 4 * 2 ** 30;

/**
 * Where tests put what they throw away: in memory, where there is room. To make a cluster, or to copy the database of a test file, takes
 * a disk ten times as long, for durability that no test that is killed with its machine could ask for.
 */
export function folderOfTests(): string {
  if (process.env['TMPDIR'] !== undefined || !existsSync(inMemory)) return tmpdir();
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .findLast((line) => line.split(' ')[1] === inMemory);
  // Tests put programs there, too.
  if (mounted === undefined || mounted.includes('noexec')) return tmpdir();
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize >= room ? inMemory : tmpdir();
}
