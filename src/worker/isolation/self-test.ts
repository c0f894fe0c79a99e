import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { type Logger, problem } from '#kernel';
import type { Isolation, WorkerFacts } from '#worker-link';

import { type Boundary, boundaryOf, noBoundary, spawnConfined } from './boundary.ts';
import { findBubblewrap } from './bubblewrap.ts';
import {
  type CanaryAttempt,
  type CanaryReport,
  type CanaryTargets,
  canaryAttempts,
} from './canary-targets.ts';
import { findControlGroups } from './control-groups.ts';
import type { JobUser } from './job-users.ts';
import { type Layer, layerTexts, remedyOf } from './layers.ts';
import type { Limits } from './limits.ts';
import { setOutTargets } from './set-out-targets.ts';
import { writeSystemCallFilter } from './system-call-filter.ts';

export type IsolationMode = 'require' | 'prefer' | 'off';

/** What was tried in the sandbox, in words. */
export interface SelfTestReport {
  /** Outside it works, inside it is refused. */
  readonly refused: readonly string[];
  /** Inside it works: the sandbox counts as none. */
  readonly succeeded: readonly string[];
  /** It does not work outside either, on this machine: that it is refused inside proves nothing. */
  readonly unproven: readonly string[];
}

export interface SelfTest {
  readonly boundary: Boundary;
  readonly isolation: Isolation;
  /** Absent where nothing could be tried. */
  readonly report?: SelfTestReport;
}

export interface SelfTestOptions {
  readonly mode: IsolationMode;
  /** A folder of the worker's own, which no sandbox is given. */
  readonly directory: string;
  readonly canaryFile: string;
  readonly memoryBytes: number;
  readonly limits?: Partial<Limits> | undefined;
  readonly logger: Logger;
}

const patience = 10_000;

/**
 * Finds out by trying which boundary holds on this machine: a canary goes for what belongs to the worker, once as a plain
 * process, where it must get it, and once in the sandbox, where it must not. The answer goes into every job's record.
 * @throws IsolationUnavailable in mode `require` when the sandbox is missing or leaks
 */
export async function testIsolation(options: SelfTestOptions): Promise<SelfTest> {
  const { mode, limits, logger } = options;
  if (mode === 'off') return unprotected(noBoundary, 'isolation is switched off (--isolation off)');
  const bubblewrap = findBubblewrap();
  const boundary = boundaryOf(bubblewrap, {
    limits,
    systemCalls: await writeSystemCallFilter(options.directory),
    groups: findControlGroups(),
  });
  const tried =
    bubblewrap === undefined ? 'bubblewrap (bwrap) is not installed' : await tryBoundary(boundary, options);
  if (typeof tried !== 'string' && tried.succeeded.length === 0) return protectedBy(boundary, tried);
  const reason =
    typeof tried === 'string' ? tried : `a process in the sandbox could ${tried.succeeded.join(', ')}`;
  if (mode === 'require') throw problem('IsolationUnavailable', { reason: `${reason}.` });
  logger.warn('jobs are not kept from the network and the files of this machine', { reason });
  return {
    ...unprotected(boundaryOf(undefined, { limits, groups: boundary.groups }), reason),
    ...(typeof tried !== 'string' && { report: tried }),
  };
}

/** Whether the same sandbox holds somebody whom root becomes in it. Rejects with `RunAsNotSafe`. */
export async function testAsUser(
  boundary: Boundary & { readonly user: JobUser },
  options: CanaryOptions,
): Promise<void> {
  const tried = await tryBoundary(boundary, options);
  if (typeof tried !== 'string' && tried.succeeded.length === 0) return;
  const reason = typeof tried === 'string' ? tried : `it could ${tried.succeeded.join(', ')}`;
  throw problem('RunAsNotSafe', { user: boundary.user.name, reason });
}

/** The report, attempt by attempt: what held, what proves nothing, what did not hold. */
export function triedOf(report: SelfTestReport | undefined): WorkerFacts['tried'] {
  const outcomes = ['succeeded', 'refused', 'unproven'] as const;
  return outcomes.flatMap((outcome) => (report?.[outcome] ?? []).map((what) => ({ what, outcome })));
}

function protectedBy(boundary: Boundary, { filtered, ...report }: Tried): SelfTest {
  const layers: Layer[] = [
    'namespaces',
    ...(filtered ? (['system calls'] as const) : []),
    ...(boundary.prlimit === undefined ? [] : (['limits'] as const)),
    ...(boundary.groups === undefined ? [] : (['control groups'] as const)),
  ];
  return {
    boundary,
    isolation: {
      boundary: 'bubblewrap',
      egressEnforced: true,
      layers: layers.map((layer) => layerTexts[layer]),
      refused: report.refused.length,
    },
    report,
  };
}

function unprotected(boundary: Boundary, reason: string): SelfTest {
  const layers: Layer[] = [
    ...(boundary.prlimit === undefined ? [] : (['limits'] as const)),
    ...(boundary.groups === undefined ? [] : (['control groups'] as const)),
  ];
  return {
    boundary,
    isolation: {
      boundary: 'process',
      egressEnforced: false,
      detail: `The way out is not enforced: ${reason}. Jobs run as plain processes.`,
      remedy: remedyOf(reason),
      layers: layers.map((layer) => layerTexts[layer]),
    },
  };
}

type CanaryOptions = Pick<SelfTestOptions, 'directory' | 'canaryFile' | 'memoryBytes'>;
type Tried = SelfTestReport & { readonly filtered: boolean };

/** What held, or what is wrong with the sandbox. */
async function tryBoundary(boundary: Boundary, options: CanaryOptions): Promise<Tried | string> {
  const { targets, clear } = await setOutTargets(options.directory);
  try {
    const [control, inside] = await Promise.all([
      runPlainly(options.canaryFile, targets),
      runConfined(boundary, options, targets),
    ]);
    if (typeof control === 'string') return `the self-test did not run (${control})`;
    if (typeof inside === 'string') return `the sandbox does not start (${inside})`;
    const names = Object.keys(canaryAttempts) as CanaryAttempt[];
    const inWords = (which: (name: CanaryAttempt) => boolean): string[] =>
      names.filter(which).map((name) => canaryAttempts[name]);
    return {
      refused: inWords((name) => !inside.reached[name] && control.reached[name]),
      unproven: inWords((name) => !inside.reached[name] && !control.reached[name]),
      succeeded: inWords((name) => inside.reached[name]),
      filtered: inside.filtered,
    };
  } finally {
    await clear();
  }
}

/** The control: what does not work from here either proves nothing. */
function runPlainly(canaryFile: string, targets: CanaryTargets): Promise<CanaryReport | string> {
  const child = spawn(process.execPath, [canaryFile, JSON.stringify(targets)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return reportOf(child);
}

function runConfined(
  boundary: Boundary,
  { canaryFile, memoryBytes }: CanaryOptions,
  targets: CanaryTargets,
): Promise<CanaryReport | string> {
  const child = spawnConfined(boundary, {
    readable: { [canaryFile]: '/tenantry/canary.cjs', [process.execPath]: '/tenantry/node' },
    environment: () => ({}),
    workingDirectory: '/',
    memoryBytes,
    stdio: ['ignore', 'pipe', 'pipe'],
    command: (at) => [at(process.execPath), at(canaryFile), JSON.stringify(targets)],
  });
  return reportOf(child);
}

/** What it wrote, or why it did not. */
async function reportOf(child: ReturnType<typeof spawnConfined>): Promise<CanaryReport | string> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const exit = once(child, 'close').catch((error: unknown) => [String(error)]);
  const [answer, complaint, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), exit]);
  clearTimeout(timer);
  if (code === 0) return JSON.parse(answer) as CanaryReport;
  return `${complaint.trim().split('\n').at(-1) ?? ''}, ${String(code)}`;
}
