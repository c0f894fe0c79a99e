import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { delay, newId } from '#kernel';

/** A group of processes (cgroup v2) that the kernel holds to limits together. */
export interface ControlGroup {
  readonly folder: string;
  /** Ends whatever is left in it, and removes it. */
  remove(): Promise<void>;
}

/** Makes a group for each job. */
export interface ControlGroups {
  readonly folder: string;
  create(limits: { readonly memoryBytes: number; readonly processes: number }): ControlGroup;
}

const controllers = ['memory', 'pids'] as const;
const removals = 50;

/**
 * The place below which this worker may make groups: the one that TENANTRY_CGROUP names, or the parent of its own group, when it
 * was delegated to the worker and holds no process itself (systemd: `Delegate=memory pids`, `DelegateSubgroup=tenantry`).
 * Undefined where nothing is delegated, which is where most machines leave it.
 */
export function findControlGroups(
  named = process.env['TENANTRY_CGROUP'] ?? '',
  own = ownGroup(),
): ControlGroups | undefined {
  const folder = named === '' ? (own === undefined ? undefined : dirname(own)) : named;
  if (folder === undefined || !isDelegated(folder)) return undefined;
  return {
    folder,
    create({ memoryBytes, processes }) {
      const group = join(folder, `job-${newId()}`);
      mkdirSync(group);
      const settings = {
        'memory.max': memoryBytes,
        'memory.swap.max': 0,
        'memory.oom.group': 1,
        'pids.max': processes,
      };
      for (const [name, value] of Object.entries(settings))
        if (existsSync(join(group, name))) writeFileSync(join(group, name), String(value));
      return { folder: group, remove: () => remove(group) };
    },
  };
}

/** The command that enters a group and goes on as what follows it. Bubblewrap's own processes are inside as well. */
export function enterCommand(group: ControlGroup): readonly string[] {
  return ['/bin/sh', '-c', 'echo 0 > "$0/cgroup.procs" && exec "$@"', group.folder];
}

function ownGroup(): string | undefined {
  try {
    const path = /^0::(\/.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
    const mount = / (\/\S*) \S+ (?:\S+ )*- cgroup2 /m.exec(readFileSync('/proc/self/mountinfo', 'utf8'))?.[1];
    return path === undefined || path === '/' || mount === undefined ? undefined : join(mount, path);
  } catch {
    return undefined;
  }
}

function isDelegated(folder: string): boolean {
  try {
    const lines = (name: string): string[] =>
      readFileSync(join(folder, name), 'utf8').split(/\s+/).filter(Boolean);
    if (lines('cgroup.procs').length > 0) return false;
    for (const name of ['', 'cgroup.procs', 'cgroup.subtree_control'])
      accessSync(join(folder, name), constants.W_OK);
    const on = lines('cgroup.subtree_control');
    const off = controllers.filter((each) => !on.includes(each));
    if (off.some((each) => !lines('cgroup.controllers').includes(each))) return false;
    if (off.length > 0)
      writeFileSync(join(folder, 'cgroup.subtree_control'), off.map((each) => `+${each}`).join(' '));
    return true;
  } catch {
    return false;
  }
}

/** What was killed leaves the group a moment later. */
async function remove(group: string): Promise<void> {
  for (let round = 0; round < removals; round += 1) {
    try {
      writeFileSync(join(group, 'cgroup.kill'), '1');
      return rmdirSync(group);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      await delay(20);
    }
  }
}
