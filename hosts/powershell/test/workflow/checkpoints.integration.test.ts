import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { hostProcess } from '../../../../src/worker/hosts/process-facts.ts';
import { boundaryOf } from '../../../../src/worker/isolation/boundary.ts';
import { findProgram } from '../../../../src/worker/isolation/bubblewrap.ts';
import type { ReachCheckpoint } from '../../../../src/worker/jobs/context.ts';
import { type MemoryLink, createMemoryLink } from '../../../../src/worker/testing/memory-link.ts';
import { type Workshop, openWorkshop, texts } from '../../../../src/worker/testing/workshop.ts';
import { missing, type } from './host.ts';

if (missing !== undefined) test.skip(`checkpoints of PowerShell Workflow (${missing})`, () => {});

/** Each part counts its runs in a variable of the account, which outlives every process. */
const source = `workflow Report {
  param([string] $Name)
  function Add-One { param($Part) Set-AutomationVariable -Name $Part -Value ((Get-AutomationVariable -Name $Part) + 1) }
  Add-One 'first'
  $person = [pscustomobject]@{ Name = $Name; Born = [datetime]'1815-12-10'; Tags = @('a', 'b') }
  $table = @{ Count = 1 }
  Checkpoint-Workflow
  foreach ($n in 1..2) {
    Add-One "item-$n"
    $table.Count += $n
    Checkpoint-Workflow
  }
  parallel { Add-One 'left'; $workflow:right = 'from a branch' }
  if ($table.Count -eq 4) {
    Checkpoint-Workflow
    Add-One 'inside'
  }
  Checkpoint-Workflow
  "$($person.Name) $($person.Born.Year) $($person.Tags -join '+') $($table.Count) $right"
}`;
const parts = ['first', 'item-1', 'item-2', 'left', 'inside'];
const outcome = ['Ada 1815 a+b 4 from a branch'];
const checkpoints = [1, 2, 3, 4, 5].map((number) => `Checkpoint-Workflow ${number}`);

/** What the test at hand does where a job gets to. */
let reached: ReachCheckpoint = async () => {};
let shared: Workshop;
const more: Workshop[] = [];
const releases: (() => void)[] = [];
beforeAll(async () => {
  if (missing === undefined) shared = await openWith((...at) => reached(...at));
});
afterEach(async () => {
  reached = async () => {};
  releases.splice(0).forEach((release) => release());
  await Promise.all(more.splice(0).map((workshop) => workshop.close()));
});
afterAll(() => shared?.close());

function openWith(checkpoint: ReachCheckpoint, link?: MemoryLink): Promise<Workshop> {
  return openWorkshop({
    checkpoint,
    warmHosts: 0,
    concurrency: 1,
    warmOthers: { powershell: 1 },
    ...(link && { link }),
  });
}

/** Where the test needs no worker of its own. */
function linkWith(checkpoint: ReachCheckpoint): MemoryLink {
  reached = checkpoint;
  return shared.link;
}

async function workshopWith(checkpoint: ReachCheckpoint, link: MemoryLink): Promise<void> {
  more.push(await openWith(checkpoint, link));
}

async function start(link: MemoryLink): Promise<string> {
  const built = await link.enqueueBuild(source, 'Report', type);
  if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
  for (const part of parts) link.variables.set(part, 0);
  const runbook = { name: 'Report', type, artifactHash: link.publish(built.artifact) };
  return link.start(built.artifact, { Name: 'Ada' }, { runbook });
}

const runs = ({ variables }: MemoryLink): unknown[] => parts.map((part) => variables.get(part));

describe.skipIf(missing !== undefined)('checkpoints of PowerShell Workflow', () => {
  test.each(checkpoints)(
    'a host killed right after %s: the same outcome, and nothing before it runs again',
    async (killedAt) => {
      let killed = false;
      const link = linkWith(async (name, { hostPid, step }) => {
        if (killed || name !== 'step-recorded' || step !== killedAt) return;
        killed = true;
        process.kill(hostProcess(hostPid, boundaryOf(findProgram('bwrap'))), 'SIGKILL');
      });
      const id = await start(link);
      expect(await link.end(id)).toMatchObject({ status: 'Completed' });
      expect(link.job(id).attempt).toBe(2);
      expect(texts(link, id)).toEqual(outcome);
      expect(runs(link)).toEqual([1, 1, 1, 1, 1]);
      expect(link.job(id).journal.map(({ name }) => name)).toEqual(checkpoints);
    },
  );

  test('what follows the last recorded checkpoint runs again, and only that', async () => {
    let killed = false;
    const link = linkWith(async (name, { hostPid, step }) => {
      if (killed || name !== 'before-step-recorded' || step !== checkpoints[2]) return;
      killed = true;
      process.kill(hostProcess(hostPid, boundaryOf(findProgram('bwrap'))), 'SIGKILL');
    });
    const id = await start(link);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(outcome);
    // The worker records the third checkpoint although its host was killed meanwhile: either is right.
    const recorded = runs(link)[2] === 1;
    expect(runs(link)).toEqual([1, 1, recorded ? 1 : 2, 1, 1]);
  });

  test('another worker goes on from the checkpoint when the first one falls silent', async () => {
    const link = createMemoryLink();
    const arrived = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    releases.push(held.resolve);
    await workshopWith(async (name, { step }) => {
      if (name !== 'step-recorded' || step !== checkpoints[1]) return;
      arrived.resolve();
      await held.promise;
    }, link);
    const id = await start(link);
    await arrived.promise;
    await workshopWith(async () => {}, link);
    link.reclaim(id);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(link.job(id).attempt).toBe(2);
    expect(texts(link, id)).toEqual(outcome);
    expect(runs(link)).toEqual([1, 1, 1, 1, 1]);
  });

  test('suspended from outside it waits at its next checkpoint; resumed, it goes on there', async () => {
    let asked = false;
    const link = linkWith(async (name, { attempt, step }) => {
      if (asked || name !== 'before-step-recorded' || step !== checkpoints[1]) return;
      asked = true;
      link.suspendJob(attempt.jobId);
    });
    const id = await start(link);
    await expect.poll(() => link.suspendedJobs.has(id), { timeout: 50_000 }).toBe(true);
    // Said while the second was being recorded: the host heard it before or after.
    expect(link.job(id).journal.length).toBeLessThanOrEqual(3);
    expect(link.job(id).end).toBeUndefined();
    link.reclaim(id);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(outcome);
    expect(runs(link)).toEqual([1, 1, 1, 1, 1]);
  });

  test('Suspend-Workflow keeps the variables and waits to be resumed', async () => {
    const link = linkWith(async () => {});
    const body = `workflow Report {\n$x = 1\n'before'\nSuspend-Workflow\n$x += 1\n"after $x"\n}`;
    const built = await link.enqueueBuild(body, 'Report', type);
    if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
    const runbook = { name: 'Report', type, artifactHash: link.publish(built.artifact) };
    const id = link.start(built.artifact, {}, { runbook });
    await expect.poll(() => link.suspendedJobs.has(id), { timeout: 50_000 }).toBe(true);
    expect(texts(link, id)).toEqual(['before']);
    link.reclaim(id);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['before', 'after 2']);
  });
});
