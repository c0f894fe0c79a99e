import { beforeAll, expect, test } from 'vitest';

import { newId } from '#kernel';
import type { BuildResult, JobClaim } from '#worker-link';

import { buildEverything, publishRunbook } from '../../api/testing/builder.ts';
import { type TestControlPlane, testControlPlane, version } from '../../api/testing/control-plane.ts';

let plane: TestControlPlane;
beforeAll(async () => {
  plane = await testControlPlane();
});

/** A build whose source says what it calls: `calls a,b?` names a file each, a question mark makes it optional, and an
 * exclamation mark brings the build's own words for when it is not there. */
function build(source: string): BuildResult {
  const calls = /calls (\S+)/.exec(source)?.[1]?.split(',') ?? [];
  const inline = calls.map((call, at) => {
    const file = call.replace(/[?!]/, '');
    const name = file.replace(/\.\w+$/, '');
    return {
      name,
      file,
      line: at + 1,
      column: 3,
      ...(call.endsWith('?') && { optional: true }),
      ...(call.endsWith('!') && { missing: { code: 'CommandUnknown', message: `'${name}' is no command.` } }),
    };
  });
  return { ok: true, artifact: source, parameters: [], ...(inline.length > 0 && { inline }) };
}

async function publish(name: string, source: string, type = 'PowerShell72'): Promise<void> {
  const over = new AbortController();
  const building = buildEverything(plane.link, over.signal, build);
  await publishRunbook(plane, name, source, type).finally(() => over.abort());
  await building;
}

async function claimed(runbook: string): Promise<JobClaim> {
  const name = newId();
  const created = await plane.call('PUT', `${plane.account}/jobs/${name}?${version}`, {
    json: { properties: { runbook: { name: runbook } } },
  });
  if (created.status !== 201) throw new Error(created.text);
  const claim = await plane.link.claim({ worker: 'w', kinds: ['job'], waitMilliseconds: 10_000 });
  await plane.link.end(claim!.attempt, { status: 'Completed', durationMilliseconds: 1 });
  return claim as JobClaim;
}

const texts = async ({ inline = [] }: JobClaim): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      inline.map(async ({ file, artifactHash }) => [file, await plane.link.artifact(artifactHash)] as const),
    ),
  );

test('a job brings what its runbook calls, and what that calls, as published when it was accepted', async () => {
  await publish('inner', 'inner 1');
  await publish('Outer', 'outer 1 calls INNER.ps1');
  await publish('parent', 'parent calls outer.ps1,Outer.ps1');
  const before = await claimed('parent');
  expect(await texts(before)).toEqual({
    'outer.ps1': 'outer 1 calls INNER.ps1',
    'Outer.ps1': 'outer 1 calls INNER.ps1',
    'INNER.ps1': 'inner 1',
  });

  const name = newId();
  await plane.call('PUT', `${plane.account}/jobs/${name}?${version}`, {
    json: { properties: { runbook: { name: 'parent' } } },
  });
  // Published while the job waits: it keeps what there was.
  await publish('inner', 'inner 2');
  const waiting = (await plane.link.claim({
    worker: 'w',
    kinds: ['job'],
    waitMilliseconds: 10_000,
  })) as JobClaim;
  expect((await texts(waiting))['INNER.ps1']).toBe('inner 1');
  await plane.link.end(waiting.attempt, { status: 'Completed', durationMilliseconds: 1 });
  expect((await texts(await claimed('parent')))['INNER.ps1']).toBe('inner 2');
});

test('runbooks that call each other come once each', async () => {
  await publish('ping', 'ping');
  await publish('pong', 'pong calls ping.ps1');
  await publish('ping', 'ping calls pong.ps1');
  expect(Object.keys(await texts(await claimed('ping'))).toSorted()).toEqual(['ping.ps1', 'pong.ps1']);
});

test('a call of what is not published is refused with its line and the remedy; an optional one is not', async () => {
  await plane.call('PUT', `${plane.account}/runbooks/draft?${version}`, {
    json: { properties: { runbookType: 'PowerShell72' } },
  });
  await expect(publish('hasty', 'hasty calls inner.ps1,draft.ps1,nowhere.ps1')).rejects.toThrow(
    /hasty\.ps1\(2,3\): InlineRunbookMissing: Runbook 'draft' .*Publish it first[\s\S]*\(3,3\): InlineRunbookMissing: Runbook 'nowhere'/,
  );
  await expect(publish('wordy', 'wordy calls Add-All.ps1!')).rejects.toThrow(
    /wordy\.ps1\(1,3\): CommandUnknown: 'Add-All' is no command\./,
  );
  await publish('careful', 'careful calls nowhere.ps1?');
  expect((await claimed('careful')).inline).toBeUndefined();
});

test('runbooks that do not run in one process are refused, and told how to be started', async () => {
  await publish('snake', 'snake', 'Python3');
  await publish('flow', 'flow', 'PowerShellWorkflow');
  const mixed = /InlineRunbookMixed: Runbook '\w+' is of type \w+ .*Start it as a job/;
  await expect(publish('mixed', 'calls snake.ps1')).rejects.toThrow(mixed);
  await expect(publish('mixed', 'calls flow.ps1')).rejects.toThrow(mixed);
  await expect(publish('wrong-flow', 'calls inner.ps1', 'PowerShellWorkflow')).rejects.toThrow(mixed);
  await publish('older', 'calls inner.ps1', 'PowerShell');
  expect((await claimed('older')).inline).toHaveLength(1);
});

test('a module of Python finds a runbook whose name has dashes', async () => {
  await publish('list-people', 'people', 'Python3');
  await publish('monty', 'monty calls list_people.py?,numpy.py?', 'Python3');
  expect(await texts(await claimed('monty'))).toEqual({ 'list_people.py': 'people' });
});

test('a job of a runbook whose child was removed is refused with its name', async () => {
  await publish('gone', 'gone');
  await publish('left', 'left calls gone.ps1');
  await plane.call('DELETE', `${plane.account}/runbooks/gone?${version}`);
  await expect(claimed('left')).rejects.toThrow(/Runbook 'gone' is called inline/);
});
