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
import type { Boundary } from './isolation/boundary.ts';
import { type Layer, layerTexts } from './isolation/layers.ts';
import { type SelfTest, type SelfTestReport, testIsolation } from './isolation/self-test.ts';

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
    const tested = await testIsolation({
      mode: 'prefer',
      directory,
      canaryFile: programs.canary,
      memoryBytes,
      logger: silentLogger,
    });
    const { boundary } = tested;
    const machine = {
      boundary,
      packageRoot,
      programs: join(directory, 'languages'),
      memoryBytes,
      logger: silentLogger,
    };
    const languages = createLanguages(
      typescriptLanguage(programs, packageRoot, boundary.permissive),
      machine,
    );
    const looked = await Promise.all(
      languageNames.map(async (name) => ofLanguage(languageRules[name].title, await languages.of(name))),
    );
    return [
      ofNode(),
      ...ofBoundary(tested),
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

/** One line a layer, the sandbox first: what was tried there, and what that proves. */
function ofBoundary({ boundary, isolation, report }: SelfTest): Finding[] {
  const { layers = [], detail, remedy } = isolation;
  const held = isolation.boundary === 'bubblewrap';
  const sandbox: Finding = held
    ? { subject: 'sandbox', state: 'good', found: `${layerTexts.namespaces}, ${told(report)}` }
    : {
        subject: 'sandbox',
        state: 'weak',
        found: `JOBS ARE NOT ISOLATED. ${detail ?? ''}`,
        ...(remedy && { remedy }),
      };
  const ofLayer = (subject: string, layer: Layer, without: string, advice: string): Finding =>
    layers.includes(layerTexts[layer])
      ? { subject, state: 'good', found: layerTexts[layer] }
      : { subject, state: 'weak', found: without, remedy: advice };
  return [
    sandbox,
    ...(held
      ? [
          ofLayer(
            'system calls',
            'system calls',
            `not filtered on ${process.arch}`,
            'Use a machine of x64 or arm64.',
          ),
        ]
      : []),
    ofLayer('limits', 'limits', 'prlimit was not found: a job may take all memory', 'Install util-linux.'),
    ofGroups(boundary),
  ];
}

function told(report: SelfTestReport | undefined): string {
  const { refused = [], unproven = [] } = report ?? {};
  const rest = unproven.length === 0 ? '' : ` (unproven here: ${unproven.join(', ')})`;
  return `${refused.length} ways out tried and refused${rest}`;
}

/** Without it each process has limits, and the job as a whole has none but their number. */
function ofGroups({ groups }: Boundary): Finding {
  const subject = 'control groups';
  if (groups !== undefined) return { subject, state: 'good', found: `made below ${groups.folder}` };
  const root = process.getuid?.() === 0;
  const found = root
    ? 'none delegated: for a worker that runs as root, the number of processes of a job has no limit'
    : 'none delegated: each process of a job has its limit of memory, all of them together have none';
  return root ? { subject, state: 'weak', found, remedy: groupAdvice } : { subject, state: 'good', found };
}

const groupAdvice =
  'Give the unit of the worker Delegate=memory pids and DelegateSubgroup=tenantry (systemd 254), or name a group by TENANTRY_CGROUP.';

function ofLanguage(title: string, found: Language | Missing): Finding {
  const subject = `${title} runbooks`;
  return 'name' in found
    ? { subject, state: 'good', found: found.engine ?? 'found' }
    : { subject, state: 'missing', found: found.reason, remedy: found.remedy };
}
