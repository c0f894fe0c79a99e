import { existsSync } from 'node:fs';

import { type Attempt, secret } from './attempt.ts';

/** A file that is not its own, by its path. */
const reading = (name: string, means: string, path: string, proof: Attempt['proof'] = secret): Attempt => ({
  name,
  means,
  proof,
  typescript: `return read(F.${path});`,
  powershell: `Read $F.${path}`,
  python: `return read(F['${path}'])`,
});

const writing = (name: string, means: string, path: string): Attempt => ({
  name,
  means,
  proof: { seen: ({ written }) => written(path) },
  typescript: `fs.appendFileSync(F.${path}, 'WRITTEN');`,
  powershell: `Append $F.${path} 'WRITTEN'`,
  python: `append(F['${path}'], 'WRITTEN')`,
});

export const fileAttempts: readonly Attempt[] = [
  reading('reads the key of the worker', 'acts as the worker towards the control plane', 'key'),
  reading('reads the password file of the database', 'reads and changes every account', 'pgpass'),
  reading('reads the runbook of another job', 'sees the code and secrets of other accounts', 'otherJob'),
  reading('reads the cache of modules', "sees other accounts' modules", 'cached'),
  reading('reads the accounts of the machine', 'knows whom to become', 'passwd', { told: () => /^root:/m }),
  reading("reads Tenantry's own program", 'looks for holes at leisure', 'package', {
    told: () => '"tenantry"',
  }),
  reading('reads through the root of another process', 'goes around its own mounts', 'throughRoot'),
  {
    name: 'lists the folders of other jobs',
    means: 'knows who else works here',
    proof: { told: () => 'other-job' },
    typescript: `return fs.readdirSync(F.slots);`,
    powershell: `[IO.Directory]::GetFileSystemEntries($F.slots)`,
    python: `return os.listdir(F['slots'])`,
  },
  {
    name: 'lists the private keys of the machine',
    means: 'is taken for the machine itself',
    proof: { told: () => 'listed' },
    needs: {
      what: 'a worker that may read /etc/ssl/private',
      met: () => existsSync('/etc/ssl/private') && process.getuid?.() === 0,
    },
    typescript: `fs.readdirSync('/etc/ssl/private'); return 'listed';`,
    powershell: `[void][IO.Directory]::GetFileSystemEntries('/etc/ssl/private'); 'listed'`,
    python: `os.listdir('/etc/ssl/private')\nreturn 'listed'`,
  },
  {
    name: 'reads through a symbolic link of its own',
    means: 'goes around rules about paths',
    proof: secret,
    typescript: `fs.symlinkSync(F.key, F.ownLink); return read(F.ownLink);`,
    powershell: `[void][IO.File]::CreateSymbolicLink($F.ownLink, $F.key); Read $F.ownLink`,
    python: `os.symlink(F['key'], F['ownLink'])\nreturn read(F['ownLink'])`,
  },
  {
    name: 'reads through a hard link of its own',
    means: 'keeps a file that was taken away',
    proof: secret,
    typescript: `fs.linkSync(F.key, F.ownHardLink); return read(F.ownHardLink);`,
    powershell: `[void](Sh ln $F.key $F.ownHardLink); Read $F.ownHardLink`,
    python: `os.link(F['key'], F['ownHardLink'])\nreturn read(F['ownHardLink'])`,
  },
  writing("writes into the home of the worker's user", 'runs when somebody signs in', 'bashrc'),
  writing('writes into the cache of modules', 'runs in the jobs of others', 'cachedToo'),
  writing('changes the program of the hosts', 'runs in every job from now on', 'program'),
  writing('writes to the temporary folder of the machine', 'leaves something for others', 'left'),
  writing('writes to the folder that survives a restart', 'is there after a restart', 'varTmp'),
  writing('writes to the shared memory of the machine', 'talks to processes outside', 'devShm'),
  writing('writes to a terminal of the machine', 'tells an administrator what is not so', 'terminal'),
  {
    ...reading('finds what an earlier job left', 'jobs of two accounts exchange data', 'left', {
      told: () => 'WRITTEN',
    }),
    later: true,
  },
];
