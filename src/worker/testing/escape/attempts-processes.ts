import { readFileSync } from 'node:fs';

import { type Attempt, type Need, secret } from './attempt.ts';

const tracing: Need = {
  what: 'a kernel that lets a user trace processes of its own (kernel.yama.ptrace_scope)',
  met() {
    try {
      return (
        readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8').trim() === '0' || process.getuid?.() === 0
      );
    } catch {
      return true;
    }
  },
};

export const processAttempts: readonly Attempt[] = [
  {
    name: 'sees the processes of the machine',
    means: 'knows what runs here, with its arguments',
    proof: { told: () => 'sleep' },
    typescript: `return read('/proc/' + F.victim + '/cmdline');`,
    powershell: `Read "/proc/$($F.victim)/cmdline"`,
    python: `return read(f"/proc/{F['victim']}/cmdline")`,
  },
  {
    name: 'reads the environment of another process',
    means: 'has what was given to it in variables',
    proof: secret,
    typescript: `return read('/proc/' + F.victim + '/environ');`,
    powershell: `Read "/proc/$($F.victim)/environ"`,
    python: `return read(f"/proc/{F['victim']}/environ")`,
  },
  {
    name: 'reads the memory of another process',
    means: 'has the keys of the worker',
    proof: secret,
    needs: tracing,
    typescript: `
      const descriptor = fs.openSync('/proc/' + F.victim + '/mem', 'r');
      const room = Buffer.alloc(4096);
      fs.readSync(descriptor, room, 0, 4096, F.stackTop - 4096);
      return room.toString('latin1');`,
    powershell: `
      $stream = [IO.FileStream]::new("/proc/$($F.victim)/mem", 'Open', 'Read', 'ReadWrite', 1)
      $room = [byte[]]::new(4096)
      [void]$stream.Seek($F.stackTop - 4096, 'Begin')
      [void]$stream.Read($room, 0, 4096)
      [Text.Encoding]::Latin1.GetString($room)`,
    python: `
with open(f"/proc/{F['victim']}/mem", 'rb', 0) as memory:
    memory.seek(F['stackTop'] - 4096)
    return memory.read(4096).decode('latin-1')`,
  },
  {
    name: 'copies the memory of another process (process_vm_readv)',
    means: 'has the keys of the worker, without a file',
    proof: secret,
    needs: tracing,
    typescript: `return perl('my ($n, $pid, $top) = @ARGV; my $b = "\\\\0" x 4096; my $l = pack("J J", unpack("J", pack("p", $b)), 4096);' +
      'my $r = pack("J J", $top - 4096, 4096); syscall($n, $pid + 0, $l, 1, $r, 1, 0) > 0 or die "$!"; print $b',
      C.process_vm_readv, F.victim, F.stackTop);`,
    powershell: `
      $room = [N]::Room(4096)
      [void][N]::Call($C.process_vm_readv, $F.victim, [N]::Pair($room, 4096), 1, [N]::Pair($F.stackTop - 4096, 4096), 1, 0)
      [N]::Read($room, 4096)`,
    python: `
room = ctypes.create_string_buffer(4096)
here, there = (ctypes.c_long * 2)(ctypes.addressof(room), 4096), (ctypes.c_long * 2)(F['stackTop'] - 4096, 4096)
call('process_vm_readv', F['victim'], here, 1, there, 1, 0)
return room.raw.decode('latin-1')`,
  },
  {
    name: 'traces another process (ptrace)',
    means: 'makes the worker do what it likes',
    proof: { told: () => 'seized' },
    needs: tracing,
    // PTRACE_SEIZE
    typescript: `return perl('syscall($ARGV[0] + 0, 0x4206, $ARGV[1] + 0, 0, 0) == 0 or die "$!"; print "seized"', C.ptrace, F.traced);`,
    powershell: `[void][N]::Call($C.ptrace, 0x4206, $F.traced, 0, 0); 'seized'`,
    python: `call('ptrace', 0x4206, F['traced'], 0, 0)\nreturn 'seized'`,
  },
  {
    name: 'reads a deleted file that another process has open',
    means: 'has what was never meant to have a name',
    proof: secret,
    typescript: `return read('/proc/' + F.victim + '/fd/3');`,
    powershell: `Read "/proc/$($F.victim)/fd/3"`,
    python: `return read(f"/proc/{F['victim']}/fd/3")`,
  },
  {
    name: 'takes a descriptor of another process (pidfd_getfd)',
    means: "writes frames into another job's channel",
    proof: secret,
    needs: tracing,
    typescript: `return perl('my ($o, $g, $pid) = @ARGV; my $p = syscall($o + 0, $pid + 0, 0); $p >= 0 or die "$!";' +
      'my $d = syscall($g + 0, $p, 3, 0); $d >= 0 or die "$!"; open(my $f, "<&=", $d) or die "$!"; seek($f, 0, 0); print <$f>',
      C.pidfd_open, C.pidfd_getfd, F.victim);`,
    powershell: `
      $process = [N]::Call($C.pidfd_open, $F.victim, 0)
      $taken = [N]::Call($C.pidfd_getfd, $process, 3, 0)
      Read "/proc/self/fd/$taken"`,
    python: `
taken = call('pidfd_getfd', call('pidfd_open', F['victim'], 0), 3, 0)
return os.pread(taken, 4096, 0).decode()`,
  },
  {
    name: 'ends another process',
    means: 'stops other jobs, and the worker',
    proof: { seen: ({ ended }) => ended('doomed') },
    typescript: `process.kill(F.doomed, 'SIGKILL');`,
    powershell: `[void][N]::Call($C.kill, $F.doomed, 9)`,
    python: `os.kill(F['doomed'], signal.SIGKILL)`,
  },
  {
    name: 'slows another process down',
    means: 'starves the worker',
    proof: { seen: ({ niceness }) => niceness() === 7 },
    typescript: `os.setPriority(F.victim, 7);`,
    powershell: `[void][N]::Call($C.setpriority, 0, $F.victim, 7)`,
    python: `os.setpriority(os.PRIO_PROCESS, F['victim'], 7)`,
  },
  {
    name: 'limits another process',
    means: 'makes the worker fail when it opens its next file',
    proof: { seen: ({ openFiles }) => openFiles() === 77 },
    typescript: `sh('prlimit', '--pid', String(F.victim), '--nofile=77:77');`,
    powershell: `[void][N]::Call($C.prlimit64, $F.victim, 7, [N]::Pair(77, 77), 0)`,
    python: `resource.prlimit(F['victim'], resource.RLIMIT_NOFILE, (77, 77))`,
  },
  {
    name: 'outlives its job',
    means: 'goes on when nobody looks any more',
    proof: { seen: ({ outlived }) => outlived() },
    typescript: `
      const child = cp.spawn('sleep', [F.outliving], { detached: true, stdio: 'ignore' });
      await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
      child.unref();`,
    powershell: `[void](Sh /bin/sh -c "setsid -f sleep $($F.outliving) > /dev/null 2>&1")`,
    python: `subprocess.Popen(['sleep', F['outliving']], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)`,
  },
];
