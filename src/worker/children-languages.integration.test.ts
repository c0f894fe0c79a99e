import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { delay } from '#kernel';

import { findDotnet } from './hosts/languages/dotnet.ts';
import { pythonGroup, withoutPython } from './testing/python.ts';
import { type Workshop, artifactOf, openWorkshop, packageRoot, texts } from './testing/workshop.ts';

const withoutPowerShell =
  findDotnet() === undefined ||
  !existsSync(join(packageRoot, 'hosts/powershell/out/Tenantry.PowerShell.Host.dll'));

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({
    concurrency: 1,
    parkAfterMilliseconds: 500,
    warmOthers: { python: 1, powershell: 1 },
  });
  const { runbooks } = workshop.link;
  const publish = async (name: string, body: string, parameters?: string): Promise<void> =>
    void runbooks.set(name, { artifact: await artifactOf(body, parameters), type: 'TypeScript' });
  await publish(
    'greet',
    `log.output({ greeting: 'Hello ' + params.who, times: params.times }); return 'done'`,
    '{ who: z.string(), times: z.number() }',
  );
  await publish('broken', `throw new Error('no licence is left')`);
  await publish(
    'patient',
    `while ((await assets.variable('go')) !== true) await new Promise((r) => setTimeout(r, 20)); return 'went'`,
  );
});
afterAll(() => workshop?.close());

const start = (type: string, source: string): string => {
  const artifactHash = workshop.link.publish(source);
  return workshop.link.start(source, {}, { runbook: { name: 'parent', type, artifactHash } });
};
const parked = async (id: string): Promise<void> => {
  while (!workshop.link.parkings.some((parking) => parking.id === id)) await delay(20);
};

describe.skipIf(withoutPython)(`children of ${pythonGroup}`, () => {
  test('run, wait and output; the failure of a child is an exception with its reason', async () => {
    const id = start(
      'Python3',
      `
from tenantry import RunbookFailed, job_output, output, run_runbook, start_runbook, wait_for_jobs
output(run_runbook('greet', {'who': 'Ada', 'times': 2}))
started = start_runbook('greet', {'who': 'Ada', 'times': 2})
result, = wait_for_jobs(started)
print(result['status'], result['id'] == started, job_output(started)[1])
try:
    run_runbook('broken')
except RunbookFailed as failed:
    print(failed.result['status'], str(failed).split(': ', 1)[1].split('\\n')[0])
`,
    );
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(workshop.link, id)).toEqual([
      '[{"greeting":"Hello Ada","times":2},"done"]',
      'Completed True done',
      expect.stringMatching(/^Failed no licence is left/),
    ]);
    // Equal starts of one attempt are different jobs.
    expect(workshop.link.childrenOf(id).size).toBe(3);
  });

  test('a script keeps its process while it waits; one that says durable goes on with its next attempt', async () => {
    const { link } = workshop;
    link.variables.set('go', false);
    const plain = start(
      'Python3',
      `from tenantry import job, run_runbook\nprint(run_runbook('patient')[0], job['attempt'])`,
    );
    while (link.childrenOf(plain).size === 0) await delay(20);
    await delay(1_200);
    expect(link.parkings.filter(({ id }) => id === plain)).toEqual([]);
    link.variables.set('go', true);
    expect(await link.end(plain)).toMatchObject({ status: 'Completed' });
    expect(texts(link, plain)).toEqual(['went 1']);

    link.variables.set('go', false);
    const durable = start(
      'Python3',
      `
from tenantry import job, run_runbook, step
step('before', lambda: print('once'))
print(run_runbook('patient', durable=True)[0], job['attempt'])
`,
    );
    await parked(durable);
    link.variables.set('go', true);
    expect(await link.end(durable)).toMatchObject({ status: 'Completed' });
    expect(texts(link, durable)).toEqual(['once', 'went 2']);
    expect(link.childrenOf(durable).size).toBe(1);
  });
});

describe.skipIf(withoutPowerShell)('children of PowerShell runbooks', () => {
  test('Start-AutomationRunbook gives the id of the job, Wait-AutomationJob waits for it, its output are objects', async () => {
    const id = start(
      'PowerShell72',
      `
$id = Start-AutomationRunbook -Name greet -Parameters @{ who = 'Ada'; times = 3 }
Wait-AutomationJob -Id $id -TimeoutInMinutes 5 -DelayInSeconds 30
$said = Get-AutomationJobOutput -Id $id
"$($said[0].greeting) $($said[0].times) $($said[1])"
$broken = 'broken' | ForEach-Object { Start-AutomationRunbook $_ }
$broken, $id | Wait-AutomationJob -PassThru | ForEach-Object { "$($_.RunbookName) $($_.Status) $(($_.Exception -split '\\n')[0])" }
$again = Start-AutomationRunbook greet @{ who = 'Ada'; times = 3 }
(Wait-AutomationJob $again -OutputJobsTransitionedToRunning) -eq $again
try { Start-AutomationRunbook nowhere } catch { $_.Exception.Message }
`,
    );
    expect(await workshop.link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(workshop.link, id)).toEqual([
      'Hello Ada 3 done',
      'broken Failed no licence is left',
      'greet Completed ',
      'True',
      expect.stringContaining("Runbook 'nowhere' not found."),
    ]);
    expect(workshop.link.job(id).streams.filter(({ stream }) => stream === 'Error')).toEqual([]);
  });

  test('a script that says -Durable goes on with its next attempt, behind its steps', async () => {
    const { link } = workshop;
    link.variables.set('go', false);
    const id = start(
      'PowerShell72',
      `
$id = Invoke-Step 'start' { Start-AutomationRunbook patient }
Invoke-Step 'before' { Write-Host 'once' }
Wait-AutomationJob $id -Durable
"$(Get-AutomationJobOutput $id) at attempt $env:TENANTRY_ATTEMPT"
`,
    );
    await parked(id);
    link.variables.set('go', true);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['went at attempt 2']);
    expect(texts(link, id, 'Information')).toEqual(['once']);
    expect(link.childrenOf(id).size).toBe(1);
  });

  test('the wait of a workflow is a checkpoint: no worker has it meanwhile, and nothing before it runs again', async () => {
    const { link } = workshop;
    link.variables.set('go', false);
    const source = `workflow Parent {
  Write-Host 'before'
  foreach ($n in 1..2) {
    $id = Start-AutomationRunbook -Name patient
    $ended = Wait-AutomationJob -Id $id -PassThru
    "$n $($ended.Status)"
  }
  $last = Start-AutomationRunbook -Name patient
  Wait-AutomationJob -Id $last
  (Get-AutomationJobOutput -Id $last) + " at attempt $env:TENANTRY_ATTEMPT"
}`;
    const built = await link.enqueueBuild(source, 'Parent', 'PowerShellWorkflow');
    if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
    const id = start('PowerShellWorkflow', built.artifact);
    await parked(id);
    link.variables.set('go', true);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual([
      '1 Completed',
      '2 Completed',
      expect.stringMatching(/^went at attempt/),
    ]);
    expect(texts(link, id, 'Information')).toEqual(['before']);
    // Equal starts after different checkpoints are different jobs.
    expect(link.childrenOf(id).size).toBe(3);
    expect(link.job(id).attempt).toBeGreaterThan(1);
  });

  test('in a branch a workflow waits where it is', async () => {
    const { link } = workshop;
    const source = `workflow Parent {
  $statuses = foreach -parallel ($who in 'Ada', 'Bob') {
    $id = Start-AutomationRunbook -Name greet -Parameters @{ who = $who; times = 1 }
    (Wait-AutomationJob -Id $id -PassThru).Status
  }
  $statuses
}`;
    const built = await link.enqueueBuild(source, 'Parent', 'PowerShellWorkflow');
    if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
    const id = start('PowerShellWorkflow', built.artifact);
    expect(await link.end(id)).toMatchObject({ status: 'Completed' });
    expect(texts(link, id)).toEqual(['Completed', 'Completed']);
  });
});
