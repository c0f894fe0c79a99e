import { readFileSync } from 'node:fs';

/** What one process of a job may take, beside its data memory. */
export interface Limits {
  /** Most bytes of a file that it writes (RLIMIT_FSIZE). */
  readonly fileBytes: number;
  /** Most open files (RLIMIT_NOFILE). */
  readonly openFiles: number;
  /** Most seconds of processor time (RLIMIT_CPU). */
  readonly cpuSeconds: number;
  /** Most processes and threads of the job together (RLIMIT_NPROC). Root is not held by it; a control group holds root too. */
  readonly processes: number;
}

/** As much as the sandbox's temporary folder holds; twice as long as Azure lets a job run in its cloud. */
export const usualLimits: Limits = {
  fileBytes: 256 * 1024 * 1024,
  openFiles: 8_192,
  cpuSeconds: 6 * 3_600,
  processes: 512,
};

/** After SIGXCPU it has this long to say something, in seconds of processor time. */
const lastWords = 5;

/**
 * The command by which a program takes on limits, as the beginning of its own. `inSandbox`: processes are counted in the
 * user namespace of the job, and not with all that the worker's user runs.
 */
export function limitCommand(
  prlimit: string,
  limits: Limits & { readonly memoryBytes: number },
  inSandbox: boolean,
): readonly string[] {
  const { memoryBytes, fileBytes, openFiles, cpuSeconds, processes } = limits;
  const most = inherited();
  const set = (option: string, resource: string, wanted: number, grace = 0): string => {
    // Nobody raises a limit that the worker itself is held to: asking for more would be refused.
    const [soft, hard] = [wanted, wanted + grace].map((each) => Math.min(each, most(resource)));
    return `--${option}=${soft}:${hard}`;
  };
  return [
    prlimit,
    set('data', 'data size', memoryBytes),
    set('fsize', 'file size', fileBytes),
    set('nofile', 'open files', openFiles),
    set('cpu', 'cpu time', cpuSeconds, lastWords),
    '--core=0',
    ...(inSandbox ? [set('nproc', 'processes', processes)] : []),
    '--',
  ];
}

/** The worker's own hard limits. */
function inherited(): (resource: string) => number {
  let text = '';
  try {
    text = readFileSync('/proc/self/limits', 'utf8');
  } catch {
    // Where there is no /proc, nobody has lowered anything that we could know of.
  }
  return (resource) => {
    const hard = new RegExp(`^Max ${resource}\\s+\\S+\\s+(\\d+)`, 'm').exec(text)?.[1];
    return hard === undefined ? Number.MAX_SAFE_INTEGER : Number(hard);
  };
}
