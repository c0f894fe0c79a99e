import { existsSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a sandboxed process finds what it was given, and nothing else of this machine. */
export interface Sandbox {
  /** Outside path → inside path, each readable and nothing more. */
  readonly readable: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** Where bubblewrap reads the filter of system calls, if there is one. */
  readonly filterDescriptor?: number;
  /** It brings certificates and time zones itself. */
  readonly withoutServices?: boolean;
  /** Its command becomes another user, which only root may do, and only outside of a user namespace with one user. */
  readonly becomesUser?: boolean;
}

/** What programs of any language need of the system, where it exists. No configuration, no accounts, no homes. */
const libraries = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/etc/ssl/openssl.cnf',
  '/etc/ld.so.cache',
];
const services = [
  // Not /etc/ssl itself: private keys lie in it, which are the worker's to read when it runs as root.
  '/etc/ssl/certs',
  '/etc/ssl/cert.pem',
  '/etc/pki/tls/certs',
  '/etc/ca-certificates',
  '/etc/localtime',
];
const system = [...libraries, ...services];

const temporaryBytes = 256 * 1024 * 1024;
const sharedBytes = 64 * 1024 * 1024;
/** `nobody`, in a user namespace of its own, whoever runs the worker. */
const nobody = '65534';

/** Arguments of `bwrap` up to the command. Its network namespace has a loopback of its own and nothing beyond it. */
export function bubblewrapArguments({
  readable,
  environment,
  workingDirectory,
  filterDescriptor,
  withoutServices,
  becomesUser = false,
}: Sandbox): string[] {
  const binds = Object.entries(readable).flatMap(([outside, inside]) => ['--ro-bind', outside, inside]);
  // Bubblewrap makes the folders above a mount for root alone.
  const above = (paths: readonly string[]): string[] =>
    !becomesUser
      ? []
      : [...new Set(paths.flatMap(foldersAbove))].flatMap((path) => ['--perms', '0755', '--dir', path]);
  // Nobody else is in there.
  const own = becomesUser ? ['--perms', '0777'] : [];
  const variables = Object.entries({ HOME: '/tmp/home', TMPDIR: '/tmp', ...environment });
  return [
    becomesUser ? asAnother : asNobody,
    ['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--hostname', 'runbook'],
    ['--unshare-cgroup-try', '--die-with-parent', '--new-session', '--clearenv'],
    above(system),
    (withoutServices === true ? libraries : system).flatMap(shown),
    // Nothing in it can be written: what belongs to root is root's also inside when the worker runs as root, and the
    // kernel starts what core_pattern says.
    ['--proc', '/proc', '--remount-ro', '/proc'],
    // Of a temporary file system nothing counts as data of a process: one without a size is memory without a limit.
    ['--dev', '/dev', ...own, '--size', String(sharedBytes), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    [...own, '--size', String(temporaryBytes), '--tmpfs', '/tmp', ...own, '--dir', '/tmp/home'],
    above(Object.values(readable)),
    binds,
    ['--remount-ro', '/', '--chdir', workingDirectory],
    filterDescriptor === undefined ? [] : ['--seccomp', String(filterDescriptor)],
    variables.flatMap(([name, value]) => ['--setenv', name, value]),
    ['--'],
  ].flat();
}

const asNobody = [
  '--unshare-user',
  '--uid',
  nobody,
  '--gid',
  nobody,
  '--disable-userns',
  '--cap-drop',
  'ALL',
];
/** What becoming somebody takes, and no more: the kernel takes it away as soon as root has become somebody else. */
const becoming = ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'];
const asAnother = ['--cap-drop', 'ALL', ...becoming.flatMap((right) => ['--cap-add', right])];

const links = new Map<string, readonly string[]>();

/** Where `/bin` and its like lead into `/usr`, they do so in the sandbox: a mount costs bubblewrap 0.3 ms for each job. */
function shown(path: string): readonly string[] {
  const known = links.get(path) ?? [...linkInto(path), path];
  links.set(path, known);
  return known;
}

function linkInto(path: string): readonly string[] {
  try {
    const target = readlinkSync(path);
    if (dirname(path) === '/' && /^\/?usr\//.test(target)) return ['--symlink', target];
  } catch {
    // It is none, or is not there.
  }
  return ['--ro-bind-try', path];
}

/** From the outermost on; those that the system's own folders lie in are there. */
function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === '/' || isWithinSystem(above) ? [] : [...foldersAbove(above), above];
}

/** Whether the sandbox has this folder anyway. */
export function isWithinSystem(folder: string): boolean {
  return system.some((path) => folder === path || folder.startsWith(`${path}/`));
}

/** The one that TENANTRY_BWRAP names, else bubblewrap where a shell would find it; undefined when there is none. */
export function findBubblewrap(named = process.env['TENANTRY_BWRAP'] ?? ''): string | undefined {
  return named === '' ? findProgram('bwrap') : existsSync(named) ? named : undefined;
}

/** The full path of a program of this machine, or undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  return findPrograms(name)[0];
}

/** Every place where it lies, in the order in which a shell would look. */
export function findPrograms(name: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(':').concat('/usr/bin', '/bin');
  const paths = folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name));
  return [...new Set(paths)].filter((path) => existsSync(path));
}
