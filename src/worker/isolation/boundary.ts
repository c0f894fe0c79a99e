import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

import { bubblewrapArguments, findProgram } from './bubblewrap.ts';

/** How this worker separates processes of jobs from the machine. */
export interface Boundary {
  readonly bubblewrap: string | undefined;
  readonly prlimit: string | undefined;
}

export interface Confined {
  /** Outside path → path inside the sandbox; without a sandbox paths are what they are. */
  readonly readable: Readonly<Record<string, string>>;
  /** Beside what every process here gets; paths in it as the process sees them. */
  readonly environment: (at: (outside: string) => string) => Readonly<Record<string, string>>;
  /** Outside path. */
  readonly workingDirectory: string;
  /** Most bytes of data (RLIMIT_DATA) of each process. Node.js does not start below 1 GiB. */
  readonly memoryBytes: number;
  readonly stdio: StdioOptions;
  /** The command, its outside paths translated by `at`. */
  readonly command: (at: (outside: string) => string) => readonly string[];
}

export function boundaryOf(bubblewrap: string | undefined): Boundary {
  return { bubblewrap, prlimit: findProgram('prlimit') };
}

/** Starts a process inside the boundary. */
export function spawnConfined(boundary: Boundary, confined: Confined): ChildProcess {
  const { readable, workingDirectory, memoryBytes, stdio } = confined;
  const at = boundary.bubblewrap === undefined ? (outside: string) => outside : inside(readable);
  const environment = { TZ: 'UTC', LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', ...confined.environment(at) };
  const limit =
    boundary.prlimit === undefined ? [] : [boundary.prlimit, `--data=${memoryBytes}`, '--core=0', '--'];
  const ipc = Array.isArray(stdio) ? stdio.indexOf('ipc') : -1;
  // Node.js tells its child the channel by a variable, which the sandbox would clear.
  const channel = ipc === -1 ? {} : { NODE_CHANNEL_FD: String(ipc) };
  const sandbox =
    boundary.bubblewrap === undefined
      ? []
      : [
          boundary.bubblewrap,
          ...bubblewrapArguments({
            readable,
            environment: { ...environment, ...channel },
            workingDirectory: at(workingDirectory),
          }),
        ];
  const [program, ...rest] = [...limit, ...sandbox, ...confined.command(at)];
  return spawn(program!, rest, {
    stdio,
    env: environment,
    cwd: workingDirectory,
    // Without a sandbox, a group of its own is what its children are found by.
    detached: boundary.bubblewrap === undefined,
  });
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
