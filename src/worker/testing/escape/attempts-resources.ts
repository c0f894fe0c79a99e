import { readFileSync } from 'node:fs';

import type { Attempt, Need } from './attempt.ts';

const moreFiles = 9_000;
const moreProcesses = 600;
const limitOf = (resource: string): number => {
  const hard = new RegExp(`^Max ${resource}\\s+\\S+\\s+(\\S+)`, 'm').exec(
    readFileSync('/proc/self/limits', 'utf8'),
  )?.[1];
  return hard === 'unlimited' ? Infinity : Number(hard);
};
const unlimited = (resource: string, least: number): Need => ({
  what: `a worker that may have more than ${least} ${resource}`,
  met: () => limitOf(resource) > least,
});

/** Last in their job: where a limit ends a process, it ends no other attempt. */
export const resourceAttempts: readonly Attempt[] = [
  {
    name: 'has processor time without end',
    means: 'takes a core from everybody for ever',
    proof: { told: () => 'unlimited' },
    needs: unlimited('cpu time', 1e9),
    typescript: `return sh('sh', '-c', 'ulimit -H -t');`,
    powershell: `Sh /bin/sh -c 'ulimit -H -t'`,
    python: `return sh('sh', '-c', 'ulimit -H -t')`,
  },
  {
    name: 'takes more memory than a job may',
    means: 'has the kernel end other processes',
    proof: { told: () => 'taken' },
    needs: unlimited('data size', 2 ** 32),
    typescript: `return new ArrayBuffer(1_900_000_000).byteLength === 1_900_000_000 ? 'taken' : '';`,
    powershell: `if ([byte[]]::new(1900000000).Length) { 'taken' }`,
    python: `return 'taken' if len(bytearray(1_900_000_000)) else ''`,
  },
  {
    name: 'opens more files than a job may',
    means: 'leaves none to the machine',
    proof: { told: () => 'open' },
    needs: unlimited('open files', moreFiles + 1_000),
    typescript: `
      const open: number[] = [];
      try { for (let each = 0; each < ${moreFiles}; each += 1) open.push(fs.openSync('/dev/null', 'r')); return 'open'; }
      finally { for (const each of open) fs.closeSync(each); }`,
    powershell: `[N]::Take($C.dup, ${moreFiles}); 'open'`,
    python: `
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
taken = []
try:
    for _ in range(${moreFiles}):
        taken.append(os.dup(0))
    return 'open'
finally:
    for each in taken:
        os.close(each)`,
  },
  {
    name: 'starts more processes than a job may',
    means: 'leaves none to the machine (a fork bomb)',
    proof: { told: () => 'started' },
    needs: {
      what: 'a worker that does not run as root, whom the kernel exempts without a control group',
      met: () => process.getuid?.() !== 0 && limitOf('processes') > moreProcesses + 400,
    },
    typescript: `sh('sh', '-c', 'i=0; while [ $i -lt ${moreProcesses} ]; do sleep 20 > /dev/null 2>&1 & all="$all $!"; i=$((i+1)); done; kill $all; echo started'); return 'started';`,
    powershell: `[void](Sh /bin/sh -c 'i=0; while [ $i -lt ${moreProcesses} ]; do sleep 20 > /dev/null 2>&1 & all="$all $!"; i=$((i+1)); done; kill $all'); 'started'`,
    python: `sh('sh', '-c', 'i=0; while [ $i -lt ${moreProcesses} ]; do sleep 20 > /dev/null 2>&1 & all="$all $!"; i=$((i+1)); done; kill $all')\nreturn 'started'`,
  },
  {
    name: 'fills the memory of the machine by files',
    means: 'goes around its limit of memory',
    proof: { told: () => 'filled' },
    typescript: `sh('fallocate', '-l', '100M', F.memoryFiller); return 'filled';`,
    powershell: `[void](Sh fallocate -l 100M $F.memoryFiller); 'filled'`,
    python: `
with open(F['memoryFiller'], 'wb') as file:
    os.posix_fallocate(file.fileno(), 0, 100 * 1024 * 1024)
return 'filled'`,
  },
  {
    name: 'fills the disk',
    means: 'stops the database',
    proof: { told: () => 'filled' },
    typescript: `for (const part of ['1', '2']) sh('fallocate', '-l', '200M', F.filler + part); return 'filled';`,
    powershell: `foreach ($part in 1, 2) { [void](Sh fallocate -l 200M "$($F.filler)$part") }; 'filled'`,
    python: `
for part in ('1', '2'):
    with open(F['filler'] + part, 'wb') as file:
        os.posix_fallocate(file.fileno(), 0, 200 * 1024 * 1024)
return 'filled'`,
  },
  {
    name: 'writes a larger file than a job may',
    means: 'fills the disk at once',
    proof: { told: () => 'larger' },
    typescript: `sh('truncate', '-s', '300M', F.large); return 'larger';`,
    powershell: `[void](Sh truncate -s 300M $F.large); 'larger'`,
    python: `
with open(F['large'], 'wb') as file:
    file.truncate(300 * 1024 * 1024)
return 'larger'`,
  },
];
