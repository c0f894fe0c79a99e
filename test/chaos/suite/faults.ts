import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Dice, delay } from '#kernel';
import { sql } from '#store';

import type { Installation } from './installation.ts';

/** Does something bad and makes good again what does not mend itself. Says what exactly it hit. */
export type Fault = (installation: Installation, dice: Dice) => Promise<string>;

/** Longer than a lease: what is away for so long has lost its jobs. */
const beyondLease = 13_000;

type Part = 'controlPlane' | 'worker';

function pidOf(
  { first, second, far }: Installation,
  part: Part,
  dice: Dice,
): { name: string; pid: number | undefined } {
  const which = dice.below(part === 'worker' ? 3 : 2);
  if (which === 2) return { name: 'the far worker', pid: far.pid };
  const system = which === 0 ? first.system : second.system;
  return { name: `${part} ${which + 1}`, pid: system.pids()[part] };
}

function signal(pid: number | undefined, what: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(pid, what);
  } catch {
    // It died by itself, or is being started again.
    return false;
  }
}

const killed =
  (part: Part): Fault =>
  async (installation, dice) => {
    const { name, pid } = pidOf(installation, part, dice);
    return `${name} ${signal(pid, 'SIGKILL') ? 'killed' : 'was away already'}`;
  };

const frozen =
  (part: Part, milliseconds: number): Fault =>
  async (installation, dice) => {
    const { name, pid } = pidOf(installation, part, dice);
    const done = signal(pid, 'SIGSTOP');
    await delay(milliseconds);
    signal(pid, 'SIGCONT');
    return `${name} ${done ? `frozen for ${milliseconds} ms` : 'was away already'}`;
  };

const disturbed =
  (mode: 'hole' | 'twice' | 'deaf', milliseconds: number): Fault =>
  async ({ far: { proxy } }) => {
    proxy.mode = mode;
    await delay(milliseconds);
    proxy.mode = 'pass';
    return `link of the far worker: ${mode}, ${milliseconds} ms`;
  };

/** Processes of jobs are the leaves below a worker. */
const hostKilled: Fault = async (installation, dice) => {
  const { name, pid } = pidOf(installation, 'worker', dice);
  const leaves = pid === undefined ? [] : leavesBelow(pid);
  if (leaves.length === 0) return `${name} has no hosts`;
  return `a host of ${name} ${signal(dice.pick(leaves), 'SIGKILL') ? 'killed' : 'was gone'}`;
};

function leavesBelow(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean);
    return children.flatMap((child) => {
      const below = leavesBelow(Number(child));
      return below.length > 0 ? below : [Number(child)];
    });
  } catch {
    return [];
  }
}

/**
 * The clock of a machine that others use is not moved. What a jump forward of PostgreSQL's does is done to what it decides:
 * every lease has run out at once, while those who hold them are well.
 */
const leasesRunOut: Fault = async ({ db }) => {
  const { many } = await db
    .one<{ many: number }>(sql`
      with late as (
        update queue.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active' returning 1
      ) select count(*)::int as many from late`)
    .catch(() => ({ many: 0 }));
  return `the database's clock jumped by an hour over ${many} leases`;
};

const diskFull: Fault = async ({ smallDisk }) => {
  if (smallDisk === undefined) return 'no disk of its own could be mounted';
  const filler = join(smallDisk, 'filler');
  let size = 0;
  try {
    for (const chunk = Buffer.alloc(1024 * 1024); ; size += 1) writeFileSync(filler, chunk, { flag: 'a' });
  } catch {
    await delay(4_000);
  }
  rmSync(filler, { force: true });
  return `the database's disk was full for 4000 ms (${size} MiB taken)`;
};

export const faults: Readonly<Record<string, Fault>> = {
  'kill a worker (and its gateway and hosts)': killed('worker'),
  'kill a control plane': killed('controlPlane'),
  'kill PostgreSQL': async ({ postgres }) =>
    `PostgreSQL ${signal(postgres.pid, 'SIGKILL') ? 'killed' : 'was away already'}`,
  'kill the tenant': async ({ first }) =>
    `the tenant ${signal(first.system.pids().tenant, 'SIGKILL') ? 'killed' : 'was away already'}`,
  'kill a host': hostKilled,
  'freeze a worker for longer than its leases': frozen('worker', beyondLease),
  'freeze a control plane for longer than leases': frozen('controlPlane', beyondLease),
  'freeze a worker for a moment': frozen('worker', 2_000),
  'partition between a worker and its control plane': disturbed('hole', beyondLease),
  'every write of a worker twice': disturbed('twice', 3_000),
  'no answer to any write of a worker': disturbed('deaf', 2_000),
  'all leases run out at once': leasesRunOut,
  'full disk': diskFull,
};

/** Those that are over in a moment: for a run that must be short. */
export const quickFaults: readonly string[] = [
  'kill a worker (and its gateway and hosts)',
  'kill a control plane',
  'kill PostgreSQL',
  'kill a host',
  'every write of a worker twice',
  'all leases run out at once',
];
