import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { problem } from '#kernel';

import type { Boundary } from './boundary.ts';
import { type JobUser, becomeCommand, findJobUser, letRead } from './job-users.ts';
import { type SelfTestOptions, testAsUser } from './self-test.ts';

/** As whom jobs run here besides the worker's own user. */
export interface JobUsers {
  /** Found anew each time, and tried once. @throws RunAsUserUnknown, RunAsNotSafe, RunAsOutOfReach */
  of(name: string): Promise<JobUser>;
}

export interface JobUsersOptions extends Pick<SelfTestOptions, 'directory' | 'canaryFile' | 'memoryBytes'> {
  readonly boundary: Boundary;
  /** Where the folders of jobs lie. */
  readonly slots: string;
  /** What hosts read of the worker's folder. */
  readonly shared: readonly string[];
}

export function createJobUsers(options: JobUsersOptions): JobUsers {
  const { boundary, directory, slots, shared } = options;
  const tried = new Map<string, Promise<void>>();
  let opened: Promise<unknown> | undefined;

  async function tryAs(user: JobUser): Promise<void> {
    opened ??= Promise.all(shared.map(letRead));
    await opened;
    if (boundary.bubblewrap !== undefined) return testAsUser({ ...boundary, user }, options);
    // A plain process goes by the machine's own paths: others may pass through, and see nothing.
    const passed = [directory, slots, ...shared.map(dirname)];
    await Promise.all(passed.map((folder) => chmod(folder, 0o711)));
    const [program, ...rest] = [...becomeCommand(user), 'test', '-x', slots];
    await promisify(execFile)(program!, rest).catch((error: unknown) => {
      throw problem('RunAsOutOfReach', { user: user.name, folder: slots }, error);
    });
  }

  return {
    async of(name) {
      const user = await findJobUser(name);
      const key = JSON.stringify(user);
      const trying = tried.get(key) ?? tryAs(user);
      tried.set(key, trying);
      trying.catch(() => tried.delete(key));
      await trying;
      return user;
    },
  };
}
