import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { problem } from '#kernel';

import { findProgram } from './bubblewrap.ts';

/** As whom a job's process runs, where that is not the worker's own user. */
export interface JobUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** All of them, by number. */
  readonly groups: readonly number[];
}

/** CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID, CAP_SETPCAP and CAP_SYS_ADMIN, as bits of the kernel's mask. */
const needed = [0, 1, 5, 6, 7, 8, 21];

/** Whether this process can run jobs as other users: root on Linux, with root's rights left to it and `setpriv` (util-linux) there. */
export function canBecomeOthers(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (findProgram('setpriv') === undefined) return false;
  const mask = /^CapEff:\s+([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return needed.every((bit) => (BigInt(`0x${mask}`) >> BigInt(bit)) & 1n);
}

/**
 * The user of this name on this machine, wherever its accounts are kept: in files, or in a directory that the system asks. Never
 * root. @throws RunAsUserUnknown
 */
export async function findJobUser(name: string): Promise<JobUser> {
  const ask = async (option: string): Promise<string> =>
    (await promisify(execFile)('id', [option, '--', name])).stdout.trim();
  try {
    const [uid, gid, groups, own] = await Promise.all(['-u', '-g', '-G', '-un'].map(ask));
    const user = {
      name,
      uid: Number(uid),
      gid: Number(gid),
      groups: groups!.split(' ').map(Number),
    };
    // A number that is nobody's name is taken for the user with that number.
    if (own === name && user.uid > 0) return user;
  } catch (error) {
    throw problem('RunAsUserUnknown', { user: name }, error);
  }
  throw problem('RunAsUserUnknown', { user: name });
}

/** The command by which a process of root goes on as the user, with nothing of root left to it, as the beginning of its own. */
export function becomeCommand({ uid, gid, groups }: JobUser): readonly string[] {
  const setpriv = findProgram('setpriv') ?? '/usr/bin/setpriv';
  return [
    setpriv,
    `--reuid=${uid}`,
    `--regid=${gid}`,
    groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`,
    '--inh-caps=-all',
    '--bounding-set=-all',
    '--no-new-privs',
    '--',
  ];
}

/** So that another user may read what root has put there. Above it, folders keep everybody else out. */
export async function letRead(path: string): Promise<void> {
  const found = await stat(path);
  await chmod(path, found.mode | (found.isDirectory() ? 0o555 : 0o444));
  if (!found.isDirectory()) return;
  for (const { name } of (await readdir(path, { withFileTypes: true })).filter(
    (each) => !each.isSymbolicLink(),
  ))
    await letRead(join(path, name));
}
