import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { JoinToken } from '#client';

import { type TestSystem, until } from './system.ts';

/** The command, as a file. */
export const program = fileURLToPath(new URL('../bin/tenantry.js', import.meta.url));

/** As an administrator of the system makes one. */
export async function makeJoinToken(system: TestSystem, group: string): Promise<JoinToken> {
  const create = ['worker', 'token', 'create', '--group', group, '--json', '--home', system.home];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...create]);
  return JSON.parse(stdout) as JoinToken;
}

/** Resolves when the group has a worker that is there: the one of this name, or any. */
export async function untilLive({ session }: TestSystem, group: string, name?: string): Promise<void> {
  await until(async () => {
    const workers = await Array.fromAsync(session.client.workerGroups.workers(group));
    return workers.some((each) => each.live && (name === undefined || each.workerName === name)) || undefined;
  });
}
