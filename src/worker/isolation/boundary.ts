import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

import { bubblewrapArguments, findProgram, isWithinSystem } from './bubblewrap.ts';
import { type ControlGroup, type ControlGroups, enterCommand } from './control-groups.ts';
import { type JobUser, becomeCommand } from './job-users.ts';
import { type Limits, limitCommand, usualLimits } from './limits.ts';

/** How this worker separates processes of jobs from the machine: its layers, each there or not. */
export interface Boundary {
  readonly bubblewrap: string | undefined;
  readonly prlimit: string | undefined;
  /** File of the filter of system calls that the sandbox takes on. */
  readonly systemCalls?: string | undefined;
  readonly groups?: ControlGroups | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Without Node.js's permission model: `--isolation off`. */
  readonly permissive?: boolean;
  /** Not the worker's own user: the worker is root then. */
  readonly user?: JobUser | undefined;
}

export interface Confined {
  /** Outside path → path inside the sandbox; without a sandbox paths are what they are. */
  readonly readable: Readonly<Record<string, string>>;
  /** Beside what every process here gets; paths in it as the process sees them. */
  readonly environment: (at: (outside: string) => string) => Readonly<Record<string, string>>;
  /** Outside path. */
  readonly workingDirectory: string;
  /** It brings certificates and time zones itself, and the sandbox need not have the system's. */
  readonly withoutServices?: boolean | undefined;
  /** Most bytes of data (RLIMIT_DATA) of each process. Node.js does not start below 1 GiB. */
  readonly memoryBytes: number;
  readonly stdio: readonly ('ignore' | 'pipe' | 'ipc')[];
  /** The command, its outside paths translated by `at`. */
  readonly command: (at: (outside: string) => string) => readonly string[];
}

export function boundaryOf(
  bubblewrap: string | undefined,
  more: Omit<Boundary, 'bubblewrap' | 'prlimit'> = {},
): Boundary {
  return { bubblewrap, prlimit: findProgram('prlimit'), ...more };
}

/** No layer at all, because somebody wants it so. */
export const noBoundary: Boundary = { bubblewrap: undefined, prlimit: undefined, permissive: true };

/** Starts a process inside the boundary. */
export function spawnConfined(boundary: Boundary, confined: Confined): ChildProcess {
  const { readable, workingDirectory, stdio } = confined;
  const at = boundary.bubblewrap === undefined ? (outside: string) => outside : inside(readable);
  const environment = { TZ: 'UTC', LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', ...confined.environment(at) };
  const group = groupOf(boundary, confined);
  // Bubblewrap reads it to its end: each sandbox opens it for itself.
  const filter = boundary.systemCalls === undefined ? undefined : openSync(boundary.systemCalls, 'r');
  const [program, ...rest] = [
    ...(group === undefined ? [] : enterCommand(group)),
    ...sandboxed(boundary, confined, at, environment),
  ];
  try {
    const child = spawn(program!, rest, {
      stdio: filter === undefined ? [...stdio] : [...stdio, filter],
      env: environment,
      cwd: workingDirectory,
      // Without a sandbox, a group of its own is what its children are found by.
      detached: boundary.bubblewrap === undefined,
    });
    if (group !== undefined) child.once('close', () => void group.remove());
    return child;
  } finally {
    if (filter !== undefined) closeSync(filter);
  }
}

function groupOf({ groups, limits }: Boundary, { memoryBytes }: Confined): ControlGroup | undefined {
  return groups?.create({ memoryBytes, processes: limits?.processes ?? usualLimits.processes });
}

/** The whole command: limits are taken on inside of the sandbox, where the processes of the job are counted by themselves. */
function sandboxed(
  { bubblewrap, prlimit, systemCalls, limits, user }: Boundary,
  { readable, workingDirectory, withoutServices, memoryBytes, stdio, command }: Confined,
  at: (outside: string) => string,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const limited = (inSandbox: boolean): readonly string[] =>
    prlimit === undefined ? [] : limitCommand(prlimit, { ...usualLimits, ...limits, memoryBytes }, inSandbox);
  const become = user === undefined ? [] : becomeCommand(user);
  if (bubblewrap === undefined) return [...limited(false), ...become, ...command(at)];
  const ipc = stdio.indexOf('ipc');
  // Node.js tells its child the channel by a variable, which the sandbox would clear.
  const channel = ipc === -1 ? {} : { NODE_CHANNEL_FD: String(ipc) };
  const sandbox = bubblewrapArguments({
    readable,
    environment: { ...environment, ...channel },
    workingDirectory: at(workingDirectory),
    ...(systemCalls === undefined ? {} : { filterDescriptor: stdio.length }),
    withoutServices: withoutServices === true,
    becomesUser: user !== undefined,
  });
  const within = prlimit !== undefined && isWithinSystem(prlimit);
  return [
    ...(within ? [] : limited(false)),
    bubblewrap,
    ...sandbox,
    ...(within ? limited(true) : []),
    ...become,
    ...command(at),
  ];
}

/** Ends the process with all that it started. The sandbox takes its processes along when its starter goes. */
export function endConfined(child: ChildProcess, boundary: Boundary): void {
  if (boundary.bubblewrap !== undefined || child.pid === undefined) return void child.kill('SIGKILL');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has gone, and nothing of it is left.
  }
}

function inside(readable: Readonly<Record<string, string>>): (outside: string) => string {
  const binds = Object.entries(readable).sort(([a], [b]) => b.length - a.length);
  return (outside) => {
    const bind = binds.find(([from]) => outside === from || outside.startsWith(`${from}/`));
    return bind === undefined ? outside : bind[1] + outside.slice(bind[0].length);
  };
}
