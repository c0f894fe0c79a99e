import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, type ListenOptions, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageRoot } from '../workshop.ts';
import { calls } from './calls.ts';

/** What jobs go for: files, processes, listeners and memory outside, each with a secret or a mark that proves who was there. */
export interface Scene {
  readonly secret: string;
  readonly sharedMemory: string;
  /** The port of the control plane as /proc/net/tcp has it. */
  readonly hexPort: string;
  readonly datagrams: readonly Buffer[];
  /** What the job is told: where things are, and nothing of what is in them. */
  readonly facts: Readonly<Record<string, string | number>>;
  written(fact: string): boolean;
  ended(fact: string): boolean;
  niceness(): number;
  openFiles(): number;
  outlived(): boolean;
  close(): void;
}

/** Puts it where the real things lie: in the folder of a worker, on loopback, beside its processes. */
export async function openScene(directory: string): Promise<Scene> {
  const mark = randomBytes(6).toString('hex');
  const secret = `secret-${randomBytes(12).toString('hex')}`;
  const folder = join(directory, `outside-${mark}`);
  const put = (path: string, content = secret): string => {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const temporary = (name: string): string => join(tmpdir(), `tenantry-escape-${name}-${mark}`);
  const key = put(join(folder, 'worker.key'));
  const victim = holding(put(join(folder, 'deleted')), secret);
  const [traced, doomed] = [spawn('sleep', ['86397']), spawn('sleep', ['86396'])];
  const terminal = spawn('script', ['-qfc', 'sleep 86395', join(folder, 'typescript')]);
  const servers = {
    controlPlane: await listen(secret, { host: '127.0.0.1', port: 0 }),
    database: await listen(secret, { host: '127.0.0.1', port: 0 }),
    metadata: await listen(secret, { host: '127.0.0.1', port: 0 }),
    controlPlane6: await listen(secret, { host: '::1', port: 0 }).catch(() => undefined),
    databaseSocket: await listen(secret, { path: join(folder, '.s.PGSQL.5432') }),
    linkSocket: await listen(secret, { path: join(folder, 'link.sock') }),
    abstractSocket: await listen(secret, { path: `\0tenantry-escape-${mark}` }),
  };
  const datagrams: Buffer[] = [];
  const udp = createSocket('udp4', (data) => datagrams.push(data)).bind(0, '127.0.0.1');
  await once(udp, 'listening');
  const sharedMemory = perl(
    'my $id = shmget(0, 4096, 01600) // die "$!"; shmwrite($id, $ARGV[0], 0, 64) or die "$!"; print $id',
    secret,
  );
  const queue = `tenantry-escape-${mark}`;
  perl(
    'my ($o, $s, $name, $text) = @ARGV; my $q = syscall($o + 0, $name, 0102, 0600, 0); $q >= 0 or die "$!";' +
      'syscall($s + 0, $q, $text, length $text, 0, 0) == 0 or die "$!"',
    calls['mq_open']!,
    calls['mq_timedsend']!,
    queue,
    secret,
  );
  const outliving = `86398.${Number.parseInt(mark, 16)}`;
  const portOf = (server: Server | undefined): number =>
    (server?.address() as AddressInfo | undefined)?.port ?? 9;
  const facts = {
    key,
    pgpass: put(join(folder, 'home', '.pgpass')),
    bashrc: put(join(folder, 'home', '.bashrc'), ''),
    otherJob: put(join(directory, 'slots', `other-job-${mark}`, 'runbook')),
    slots: join(directory, 'slots'),
    cached: put(join(directory, 'modules', `planted-${mark}`, 'module.psm1')),
    cachedToo: put(join(directory, 'modules', `planted-${mark}`, 'other.psm1'), ''),
    program: put(join(directory, 'programs', `planted-${mark}`, 'host.cjs'), ''),
    package: join(packageRoot, 'package.json'),
    passwd: '/etc/passwd',
    throughRoot: `/proc/${victim.pid}/root${key}`,
    ownLink: temporary('link'),
    ownHardLink: temporary('hard-link'),
    left: temporary('left'),
    filler: temporary('filler'),
    large: temporary('large'),
    device: temporary('device'),
    varTmp: `/var/tmp/tenantry-escape-${mark}`,
    memoryFiller: `/dev/shm/tenantry-escape-filler-${mark}`,
    devShm: `/dev/shm/tenantry-escape-${mark}`,
    terminal: await terminalOf(terminal),
    victim: victim.pid!,
    stackTop: stackTop(victim.pid!),
    traced: traced.pid!,
    doomed: doomed.pid!,
    controlPlane: portOf(servers.controlPlane),
    controlPlane6: portOf(servers.controlPlane6),
    database: portOf(servers.database),
    metadata: portOf(servers.metadata),
    databaseSocket: join(folder, '.s.PGSQL.5432'),
    linkSocket: join(folder, 'link.sock'),
    abstractSocket: `\0tenantry-escape-${mark}`,
    datagrams: udp.address().port,
    sharedMemory: Number(sharedMemory),
    queue,
    outliving,
  };
  return {
    secret,
    sharedMemory,
    hexPort: `:${facts.controlPlane.toString(16).toUpperCase().padStart(4, '0')} `,
    datagrams,
    facts,
    written(fact) {
      const path =
        fact === 'terminal' ? join(folder, 'typescript') : String(facts[fact as keyof typeof facts]);
      return existsSync(path) && readFileSync(path, 'latin1').includes('WRITTEN');
    },
    ended: () =>
      doomed.signalCode !== null || !existsSync(`/proc/${doomed.pid}`) || stateOf(doomed.pid!) === 'Z',
    niceness: () => Number(statOf(victim.pid!)[16]),
    openFiles: () =>
      Number(/^Max open files\s+(\d+)/m.exec(readFileSync(`/proc/${victim.pid}/limits`, 'utf8'))?.[1]),
    outlived: () => processesOf(outliving).length > 0,
    close() {
      for (const pid of processesOf(outliving)) process.kill(pid, 'SIGKILL');
      for (const child of [victim, traced, doomed, terminal]) child.kill('SIGKILL');
      for (const server of Object.values(servers)) server?.close();
      udp.close();
      perl('shmctl($ARGV[0], 0, 0)', sharedMemory);
      perl('syscall($ARGV[0] + 0, $ARGV[1])', calls['mq_unlink']!, queue);
      for (const each of readdirSync(tmpdir()))
        if (each.endsWith(mark) || each.includes(`-${mark}`)) rmSync(join(tmpdir(), each), { force: true });
      for (const path of [
        `${facts.filler}1`,
        `${facts.filler}2`,
        facts.varTmp,
        facts.memoryFiller,
        facts.devShm,
      ])
        rmSync(path, { force: true });
    },
  };
}

/** A process with a secret in its environment, and open as a file that has no name any more. */
function holding(file: string, secret: string): ChildProcess {
  const descriptor = openSync(file, 'r');
  unlinkSync(file);
  const child = spawn('sleep', ['86399'], {
    env: { PATH: '/usr/bin:/bin', ESCAPE_SECRET: secret },
    stdio: ['ignore', 'ignore', 'ignore', descriptor],
  });
  closeSync(descriptor);
  return child;
}

async function listen(secret: string, at: ListenOptions): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(secret));
  });
  server.listen(at);
  await once(server, 'listening');
  return server;
}

function perl(code: string, ...args: (string | number)[]): string {
  return execFileSync('perl', ['-e', code, ...args.map(String)], { encoding: 'utf8' });
}

/** The environment of a process lies at the top of its stack. */
function stackTop(pid: number): number {
  const end = /^\w+-(\w+) .*\[stack\]$/m.exec(readFileSync(`/proc/${pid}/maps`, 'utf8'))![1]!;
  return Number.parseInt(end, 16);
}

/** The terminal that `script` has made for its command. */
async function terminalOf(script: ChildProcess): Promise<string> {
  for (;;) {
    const child = readFileSync(`/proc/${script.pid}/task/${script.pid}/children`, 'utf8')
      .trim()
      .split(' ')[0]!;
    const path = child === '' ? '' : readlinkSync(`/proc/${child}/fd/0`);
    if (path.startsWith('/dev/pts/')) return path;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
}

function stateOf(pid: number): string {
  return statOf(pid)[0]!;
}

/** Those that were started with this argument. */
function processesOf(argument: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(argument);
      } catch {
        return false;
      }
    })
    .map(Number);
}
