import { readFileSync } from 'node:fs';

import { type Dice, delay } from '#kernel';
import { sql } from '#store';

import { filled } from './disk.ts';
import type { Installation } from './installation.ts';
import { wrongBy } from './machine-clock.ts';

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
  return childrenOf(pid).flatMap((child) => {
    const below = leavesBelow(child);
    return below.length > 0 ? below : [child];
  });
}

function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children.trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Every lease has run out at once, while those who hold them are well. */
const leasesRunOut: Fault = async ({ db }) => {
  const { many } = await db
    .one<{ many: number }>(sql`
      with late as (
        update queue.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active' returning 1
      ) select count(*)::int as many from late`)
    .catch(() => ({ many: 0 }));
  return `${many} leases ran out`;
};

/** Wrong for a moment, and then right again: it jumps forward and back, or back and forward. */
const clockWrong =
  (seconds: number): Fault =>
  async ({ clock, db }) => {
    if (clock === undefined) return 'there is no library that tells another time';
    clock.set(seconds);
    await delay(wrongFor);
    const shown = await db.one<{ now: Date }>(sql`select clock_timestamp() as now`).catch(() => undefined);
    const off = shown && Math.round((shown.now.getTime() - Date.now()) / 1_000);
    clock.set(0);
    return `the clock was wrong for ${wrongFor} ms (PostgreSQL's by ${off ?? '?'} s)`;
  };
const wrongFor = 5_000;

const fullFor = 4_000;

const diskFull: Fault = async ({ smallDisk }) => {
  if (smallDisk === undefined) return 'no disk of its own could be mounted';
  const size = await filled(smallDisk, () => delay(fullFor));
  return `the database's disk was full for ${fullFor} ms (${size} MiB taken)`;
};

/** The cable stays out for less than a job of a group waits for its worker. */
const pulled: Fault = async ({ beyond }) => {
  if (beyond === undefined) return 'there is no network of its own';
  beyond.network.pull();
  await delay(beyondLease);
  beyond.network.plug();
  return `the cable of the worker beyond was out for ${beyondLease} ms`;
};

/** Filled while the cable is out: what the worker has to say has to wait, and has nowhere to. */
const spoolFull: Fault = async ({ beyond }) => {
  if (beyond?.spool === undefined) return 'the worker beyond has no disk of its own';
  beyond.network.pull();
  await filled(beyond.spool, () => delay(fullFor));
  beyond.network.plug();
  return `the disk of the worker beyond was full for ${fullFor} ms, its cable out`;
};

const killedBeyond: Fault = async ({ beyond }) =>
  `the worker beyond ${signal(beyond?.pid, 'SIGKILL') ? 'killed' : 'was away already'}`;

/** Of PostgreSQL the process that listens and all that answer. */
const frozenAll =
  (what: string, pidIn: (installation: Installation) => number | undefined): Fault =>
  async (installation) => {
    const pid = pidIn(installation);
    const all = pid === undefined ? [] : [pid, ...childrenOf(pid)];
    const done = all.filter((each) => signal(each, 'SIGSTOP')).length;
    await delay(frozenFor);
    for (const each of all) signal(each, 'SIGCONT');
    return `${what} frozen for ${frozenFor} ms (${done} processes)`;
  };
const frozenFor = 3_000;

const hostFrozen: Fault = async (installation, dice) => {
  const { name, pid } = pidOf(installation, 'worker', dice);
  const leaves = pid === undefined ? [] : leavesBelow(pid);
  if (leaves.length === 0) return `${name} has no hosts`;
  const leaf = dice.pick(leaves);
  const done = signal(leaf, 'SIGSTOP');
  await delay(frozenFor);
  signal(leaf, 'SIGCONT');
  return `a host of ${name} ${done ? `frozen for ${frozenFor} ms` : 'was gone'}`;
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
  'the clock an hour ahead': clockWrong(wrongBy.ahead),
  'the clock an hour behind': clockWrong(wrongBy.behind),
  'full disk of PostgreSQL': diskFull,
  'freeze PostgreSQL for a moment': frozenAll('PostgreSQL', ({ postgres }) => postgres.pid),
  'freeze the tenant for a moment': frozenAll('the tenant', ({ first }) => first.system.pids().tenant),
  'freeze a host for a moment': hostFrozen,
  'pull the cable of a worker of a group': pulled,
  'kill a worker of a group': killedBeyond,
  'full disk of a worker of a group': spoolFull,
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
