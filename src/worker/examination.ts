import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { silentLogger } from '#kernel';
import { languageNames, languageRules } from '#worker-link';

import type { Language, Missing } from './hosts/languages/language.ts';
import { createLanguages } from './hosts/languages/languages.ts';
import { findPwsh } from './hosts/languages/pwsh.ts';
import { typescriptLanguage } from './hosts/languages/typescript.ts';
import { preparePrograms } from './hosts/programs.ts';
import { findProgram } from './isolation/bubblewrap.ts';
import { testIsolation } from './isolation/self-test.ts';

/** One thing that a worker needs or can use, as it is on this machine. */
export interface Finding {
  readonly subject: string;
  /** `weak`: it works, and should be better. `missing`: what needs it is refused. */
  readonly state: 'good' | 'weak' | 'missing';
  readonly found: string;
  readonly remedy?: string;
}

const memoryBytes = 1536 * 1024 * 1024;
const oldestNode = 26;
const gibibyte = 1024 * 1024 * 1024;
const leastFree = 2 * gibibyte;

/** Looks at this machine as a worker does when it starts, and starts none. */
export async function examineMachine(packageRoot: string): Promise<readonly Finding[]> {
  const directory = await mkdtemp(join(tmpdir(), 'tenantry-doctor-'));
  try {
    const programs = await preparePrograms(packageRoot, join(directory, 'programs'));
    const { boundary, isolation } = await testIsolation({
      mode: 'prefer',
      directory,
      canaryFile: programs.canary,
      memoryBytes,
      logger: silentLogger,
    });
    const machine = {
      boundary,
      packageRoot,
      programs: join(directory, 'languages'),
      memoryBytes,
      logger: silentLogger,
    };
    const languages = createLanguages(typescriptLanguage(programs, packageRoot), machine);
    const looked = await Promise.all(
      languageNames.map(async (name) => ofLanguage(languageRules[name].title, await languages.of(name))),
    );
    return [
      ofNode(),
      ofSandbox(isolation.detail),
      ofMemoryLimit(boundary.prlimit),
      ...looked,
      await ofPwsh(),
      await ofGit(),
      await ofDisk(packageRoot),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function ofNode(): Finding {
  const found = `${process.version}, ${process.execPath}`;
  return Number(process.versions.node.split('.')[0]) >= oldestNode
    ? { subject: 'Node.js', state: 'good', found }
    : { subject: 'Node.js', state: 'missing', found, remedy: `Install Node.js ${oldestNode} or newer.` };
}

/** No language of its own: with it, PowerShell runbooks can have its own cmdlets and modules that need them. */
async function ofPwsh(): Promise<Finding> {
  const subject = 'installed pwsh';
  const pwsh = await findPwsh();
  if (pwsh === undefined) {
    const found = 'none, and none is needed: PowerShell runbooks run in our own process';
    return { subject, state: 'good', found };
  }
  if ('reason' in pwsh) return { subject, state: 'weak', found: pwsh.reason, remedy: pwsh.remedy };
  const used = (process.env['TENANTRY_PWSH'] ?? '') !== '';
  const how = used
    ? 'used for PowerShell runbooks'
    : 'used for runbooks whose environment wants it, and for all if TENANTRY_PWSH names it';
  return { subject, state: 'good', found: `${pwsh.version}, ${pwsh.executable}, ${how}` };
}

/** For runbooks that come from repositories. */
async function ofGit(): Promise<Finding> {
  const subject = 'git';
  const program = findProgram('git');
  const said =
    program === undefined
      ? undefined
      : await promisify(execFile)(program, ['--version']).catch(() => undefined);
  if (said === undefined)
    return {
      subject,
      state: 'missing',
      found: 'none: runbooks do not come from repositories',
      remedy: 'Install git.',
    };
  return { subject, state: 'good', found: `${said.stdout.trim()}, ${program}` };
}

async function ofDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = `${((bavail * bsize) / gibibyte).toFixed(1)} GiB free`;
  if (bavail * bsize >= leastFree) return { subject: 'disk', state: 'good', found: free };
  return {
    subject: 'disk',
    state: 'weak',
    found: free,
    remedy: 'Make room: PostgreSQL stops when it has none.',
  };
}

function ofSandbox(weakness: string | undefined): Finding {
  const subject = 'sandbox';
  if (weakness === undefined)
    return {
      subject,
      state: 'good',
      found: 'bubblewrap keeps jobs from the network and the files of this machine',
    };
  return {
    subject,
    state: 'weak',
    found: weakness,
    remedy: 'Install bubblewrap and allow user namespaces.',
  };
}

function ofMemoryLimit(prlimit: string | undefined): Finding {
  const subject = 'memory limit';
  if (prlimit !== undefined) return { subject, state: 'good', found: `set by ${prlimit}` };
  return {
    subject,
    state: 'weak',
    found: 'prlimit was not found: a job may take all memory',
    remedy: 'Install util-linux.',
  };
}

function ofLanguage(title: string, found: Language | Missing): Finding {
  const subject = `${title} runbooks`;
  return 'name' in found
    ? { subject, state: 'good', found: found.engine ?? 'found' }
    : { subject, state: 'missing', found: found.reason, remedy: found.remedy };
}
