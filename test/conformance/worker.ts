import { delay, isProblem, isoTime, systemClock } from '#kernel';
import type {
  BuildResult,
  Claim,
  EnvironmentClaim,
  JobClaim,
  SyncClaim,
  SyncResult,
  WorkerLink,
} from '#worker-link';

/** What a runbook of these tests says to be no good. */
export const brokenSource = '// broken\n';
/** A runbook that goes on until somebody halts it. */
export const endlessSource = '// endless\n';

/** As much of a worker as a client can see of one, without any sandbox: it claims, and says what a real one would say. */
export async function work(link: WorkerLink, signal: AbortSignal): Promise<void> {
  const jobs: Promise<void>[] = [];
  while (!signal.aborted) {
    const asked = { worker: 'test', kinds: ['job' as const, 'build' as const], waitMilliseconds: 1_000 };
    const claim = await link.claim(asked, signal).catch(() => undefined);
    if (claim === undefined) continue;
    if (claim.kind === 'job') jobs.push(runJob(link, claim, signal).catch(overtaken));
    else await build(link, claim).catch(overtaken);
  }
  await Promise.all(jobs);
}

/** What was changed meanwhile is built anew, and the old build's result is refused: that is how it should be. */
function overtaken(error: unknown): void {
  if (!isProblem(error, 'StaleAttempt')) throw error;
}

async function build(link: WorkerLink, claim: Exclude<Claim, JobClaim>): Promise<void> {
  if (claim.kind === 'build') await link.built(claim.attempt, built(claim.source));
  else if (claim.kind === 'import')
    await link.imported(claim.attempt, {
      ok: true,
      version: await versionIn(link, claim.module.hash),
      commands: ['Get-Office', 'Get-Desk'],
      requiredModules: [],
    });
  else if (claim.kind === 'sync') await link.synced(claim.attempt, synced(claim));
  else await link.environmentBuilt(claim.attempt, environment(claim));
}

function built(source: string): BuildResult {
  if (!source.includes('broken')) {
    const parameters = [{ name: 'who', type: 'System.String', isMandatory: false, position: 0 }];
    return { ok: true, artifact: source, parameters };
  }
  return { ok: false, diagnostics: [{ file: 'greet.ts', line: 2, column: 5, message: 'Expected ";"' }] };
}

/** Packages of these tests are texts that may end with their version. */
async function versionIn(link: WorkerLink, hash: string): Promise<string> {
  const text = Buffer.concat(await Array.fromAsync(link.package(hash))).toString();
  return /\d+(?:\.\d+)+$/.exec(text)?.[0] ?? '1.2.0';
}

/** A repository with a runbook in it. */
function synced({ repository }: SyncClaim): SyncResult {
  if (repository.branch === 'none')
    return { ok: false, code: 'RepositoryUnreadable', message: 'There is no branch none.' };
  return {
    ok: true,
    commit: repository.commit ?? '0123456789abcdef0123456789abcdef01234567',
    files: [{ name: 'synced.ts', content: `// ${repository.folder.join('/')}\n` }],
    skipped: [{ name: 'link.ps1', reason: 'it is a symbolic link' }],
  };
}

function environment({ packages, environment: { engine } }: EnvironmentClaim) {
  const result = { ok: true, version: '1.2.0', commands: ['Get-Office'], requiredModules: [] } as const;
  return {
    engine: { kind: engine.kind, version: '7.6.9' },
    packages: packages.map(({ name }) => ({
      name,
      result: { ...result, commands: [...result.commands], requiredModules: [] },
    })),
    pairs: [],
  };
}

async function runJob(link: WorkerLink, claim: JobClaim, signal: AbortSignal): Promise<void> {
  const { attempt, parameters } = claim;
  const isolation = { boundary: 'process', egressEnforced: false } as const;
  await link.started(attempt, { isolation, engine: 'test' });
  const time = isoTime(systemClock.now());
  const text = `Hello ${parameters['who']}`;
  await link.appendStreams(attempt, [
    { sequence: 1, stream: 'Verbose', text: 'about to greet', time },
    { sequence: 2, stream: 'Output', text, value: { greeting: text }, time },
  ]);
  const end = await halted(link, claim, signal);
  if (end === 'suspend') await link.suspended(attempt);
  else await link.end(attempt, { status: end === 'stop' ? 'Stopped' : 'Completed', durationMilliseconds: 1 });
}

/** How an endless job is halted; undefined for one that ends by itself. */
async function halted(
  link: WorkerLink,
  { attempt, runbook }: JobClaim,
  signal: AbortSignal,
): Promise<'stop' | 'suspend' | undefined> {
  if (!(await link.artifact(runbook.artifactHash)).includes('endless')) return undefined;
  while (!signal.aborted) {
    const { command } = await link.heartbeat(attempt);
    if (command !== 'continue') return command;
    await delay(20);
  }
  return 'stop';
}
