import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

import { findProgram } from '../isolation/bubblewrap.ts';
import { canBecomeOthers } from '../isolation/job-users.ts';

/** Why no user can be made for jobs to run as; undefined where one can. */
export const withoutUsers = !canBecomeOthers()
  ? 'only root, with all of its rights and with setpriv, runs jobs as others'
  : findProgram('useradd') === undefined
    ? 'there is no useradd'
    : undefined;

/** A user of this machine, with a group besides its own. */
export interface MachineUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  remove(): void;
}

export function makeMachineUser(): MachineUser {
  const mark = randomBytes(3).toString('hex');
  const [name, group] = [`tenantry-${mark}`, `tenantry-g${mark}`];
  execFileSync('groupadd', [group]);
  execFileSync('useradd', ['--no-create-home', '--user-group', '--groups', group, name]);
  const numberOf = (option: string): number =>
    Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
  return {
    name,
    uid: numberOf('-u'),
    gid: numberOf('-g'),
    remove() {
      execFileSync('userdel', [name], { stdio: 'ignore' });
      execFileSync('groupdel', [group], { stdio: 'ignore' });
    },
  };
}
