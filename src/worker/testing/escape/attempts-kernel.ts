import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';

import { type Attempt, type Need, secret } from './attempt.ts';
import { calls } from './calls.ts';

const root: Need = { what: 'a worker that runs as root', met: () => process.getuid?.() === 0 };
const succeeds = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const works = (what: string, ...command: readonly [string, ...string[]]): Need => ({
  what,
  met: () => succeeds(...command),
});
/** Perl calls with what can be changed only: each value stands in a variable. */
const perlCall = (call: string, values: readonly (number | string)[]): string =>
  `my $room = "\\0" x 256; my @values = (${values.map((each) => (each === 'room' ? '$room' : each)).join(', ')}); ` +
  `my $got = syscall(shift(@ARGV) + 0, ${values.map((_, at) => `$values[${at}]`).join(', ')}); ` +
  `$got >= 0 or die "${call}: $!"; print "done $got"`;

/** A system call that answers with something that is not refused; where it is refused to the worker as well, it does not count. */
const calling = (
  name: string,
  means: string,
  call: string,
  values: readonly (number | string)[],
  what: string,
): Attempt => {
  const inPerl = perlCall(call, values);
  const inPython = values.map((each) => (each === 'room' || typeof each === 'number' ? each : `b${each}`));
  const inNative = values.map((each) =>
    each === 'room' ? '[N]::Room(256)' : typeof each === 'string' ? `[N]::Text(${each})` : each,
  );
  return {
    name,
    means,
    proof: { told: () => /^done \d+$/ },
    needs: works(what, 'perl', '-e', inPerl, String(calls[call])),
    typescript: `return perl(${JSON.stringify(inPerl)}, C.${call});`,
    powershell: `"done $([N]::Call($C.${call}, (${inNative.map((each) => `[long](${each})`).join(', ')})))"`,
    python: `room = ctypes.create_string_buffer(256)\nreturn 'done ' + str(call('${call}', ${inPython.join(', ')}))`,
  };
};

const running = (name: string, means: string, command: readonly string[], needs: Need): Attempt => ({
  name,
  means,
  proof: { told: () => 'done' },
  needs,
  typescript: `sh(${command.map((each) => JSON.stringify(each)).join(', ')}); return 'done';`,
  powershell: `[void](Sh ${command.map((each) => `'${each}'`).join(' ')}); 'done'`,
  python: `sh(${command.map((each) => JSON.stringify(each)).join(', ')})\nreturn 'done'`,
});

const inStatus = (name: string, means: string, told: RegExp, needs?: Need): Attempt => ({
  name,
  means,
  proof: { told: () => told },
  ...(needs && { needs }),
  typescript: `return read('/proc/self/status');`,
  powershell: `Read '/proc/self/status'`,
  python: `return read('/proc/self/status')`,
});

const ofWorker = (what: string, told: RegExp): Need => ({
  what,
  met: () => told.test(readFileSync('/proc/self/status', 'utf8')),
});
const mayGain = /^NoNewPrivs:\s*0$/m;
const hasCapabilities = /^CapBnd:\s*0*[1-9a-f]/m;
const namespace = ['unshare', '--user', 'true'] as const;
const mounting = [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  'mount',
  '-t',
  'tmpfs',
  'none',
  '/mnt',
] as const;

export const kernelAttempts: readonly Attempt[] = [
  running(
    'makes a user namespace',
    'is root in it, before the part of the kernel that breaks most often',
    namespace,
    works('user namespaces for everybody', ...namespace),
  ),
  running(
    'mounts a file system',
    'the same, with file systems',
    mounting,
    works('mounts in user namespaces', ...mounting),
  ),
  calling(
    'puts a key into a keyring of the user',
    'keyrings are kept apart by no namespace: it reads those of the worker',
    'add_key',
    ['"user"', '"tenantry-escape"', '"x"', 1, -4],
    'keyrings in the kernel',
  ),
  calling(
    'makes a ring of the kernel (io_uring)',
    'calls the kernel past every filter',
    'io_uring_setup',
    [4, 'room'],
    'io_uring in the kernel',
  ),
  calling(
    'opens a socket to the hypervisor (AF_VSOCK)',
    'no network namespace keeps it from the host of a virtual machine',
    'socket',
    [40, 1, 0],
    'AF_VSOCK in the kernel',
  ),
  calling(
    'sends raw packets (AF_PACKET)',
    'poses as another machine',
    'socket',
    [17, 3, 768],
    'the right to raw packets',
  ),
  calling(
    'reads the log of the kernel',
    'learns addresses, devices and what others do',
    'syslog',
    [3, 'room', 100],
    'a log of the kernel for everybody (kernel.dmesg_restrict)',
  ),
  calling('changes its root folder (chroot)', 'goes around paths', 'chroot', ['"/"'], 'root'),
  {
    name: 'makes a device',
    means: 'reads the disk past the file system',
    proof: { told: () => 'made' },
    needs: root,
    typescript: `sh('mknod', F.device, 'c', '1', '3'); return 'made';`,
    powershell: `[void](Sh mknod $F.device c 1 3); 'made'`,
    python: `sh('mknod', F['device'], 'c', '1', '3')\nreturn 'made'`,
  },
  inStatus(
    'may gain rights through set-uid programs',
    'a hole in one of them makes it root',
    mayGain,
    ofWorker('a worker without no_new_privs', mayGain),
  ),
  inStatus(
    'has capabilities in reach',
    'gets them back by a program that has them',
    hasCapabilities,
    ofWorker('a worker with capabilities in its bounding set', hasCapabilities),
  ),
  {
    name: 'sees the devices and settings of the kernel (/sys)',
    means: 'knows the machine, and changes it as root',
    proof: { told: () => 'kernel' },
    typescript: `return fs.readdirSync('/sys');`,
    powershell: `[IO.Directory]::GetFileSystemEntries('/sys')`,
    python: `return os.listdir('/sys')`,
  },
  {
    name: 'sees the devices of the machine',
    means: 'has disks, terminals and virtual machines to talk to',
    proof: { told: () => /kmsg|kvm|fuse|vda|sda|nvme/ },
    needs: {
      what: 'devices in /dev',
      met: () => ['kmsg', 'kvm', 'fuse'].some((each) => existsSync(`/dev/${each}`)),
    },
    typescript: `return fs.readdirSync('/dev');`,
    powershell: `[IO.Directory]::GetFileSystemEntries('/dev')`,
    python: `return os.listdir('/dev')`,
  },
  {
    name: 'opens what runs when a process dies (core_pattern)',
    means: 'has the kernel start a program as root',
    proof: { told: () => 'open' },
    needs: {
      what: 'root, and a /proc that can be written',
      met: () => root.met() && succeeds('sh', '-c', ': <> /proc/sys/kernel/core_pattern'),
    },
    typescript: `fs.closeSync(fs.openSync('/proc/sys/kernel/core_pattern', 'r+')); return 'open';`,
    powershell: `[IO.File]::Open('/proc/sys/kernel/core_pattern', 'Open', 'ReadWrite').Dispose(); 'open'`,
    python: `os.close(os.open('/proc/sys/kernel/core_pattern', os.O_RDWR))\nreturn 'open'`,
  },
  {
    name: 'knows the name of the machine',
    means: 'tells others where it is',
    proof: { told: () => hostname() },
    typescript: `return os.hostname();`,
    powershell: `[Environment]::MachineName`,
    python: `return socket.gethostname()`,
  },
  {
    name: 'reads shared memory of another process (System V)',
    means: 'has what databases and others keep there',
    proof: secret,
    typescript: `return perl('shmread(shift(@ARGV), my $room, 0, 64) or die "$!"; print $room', F.sharedMemory);`,
    powershell: `[N]::Read([N]::Call($C.shmat, $F.sharedMemory, 0, 4096), 64)`,
    python: `return ctypes.string_at(call('shmat', F['sharedMemory'], None, 4096), 64).decode('latin-1')`,
  },
  {
    name: 'sees the shared memory of the machine',
    means: 'knows what there is to read',
    proof: { told: ({ sharedMemory }) => new RegExp(`^\\s*\\d+\\s+${sharedMemory}\\s`, 'm') },
    typescript: `return read('/proc/sysvipc/shm');`,
    powershell: `Read '/proc/sysvipc/shm'`,
    python: `return read('/proc/sysvipc/shm')`,
  },
  {
    name: 'takes a message from a queue of others (POSIX)',
    means: 'reads, and takes away, what was for others',
    proof: secret,
    typescript: `return perl('my ($o, $r, $name) = @ARGV; my $q = syscall($o + 0, $name, 0, 0, 0); $q >= 0 or die "$!";' +
      'my $b = "\\\\0" x 8192; syscall($r + 0, $q, $b, 8192, 0, 0) > 0 or die "$!"; print $b', C.mq_open, C.mq_timedreceive, F.queue);`,
    powershell: `
      $queue = [N]::Call($C.mq_open, [N]::Text($F.queue), 0, 0, 0)
      $room = [N]::Room(8192)
      [N]::Read($room, [N]::Call($C.mq_timedreceive, $queue, $room, 8192, 0, 0))`,
    python: `
room = ctypes.create_string_buffer(8192)
call('mq_timedreceive', call('mq_open', F['queue'].encode(), 0, 0, None), room, 8192, None, None)
return room.value.decode()`,
  },
];
