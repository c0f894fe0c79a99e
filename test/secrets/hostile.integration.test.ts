import { beforeAll, describe, expect, test } from 'vitest';

import { powershell, python, typescript } from './runbooks.ts';
import { type Scene, databaseDump, everyAnswer, findSecrets, openScene, secrets } from './scene.ts';

let scene: Scene;
const jobs: Record<string, { name: string; followed: string }> = {};

beforeAll(async () => {
  scene = await openScene();
  await scene.publish('quiet', 'TypeScript', quiet);
}, 240_000);

const quiet = `
import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({ parameters: z.object({ who: z.string() }), run: async ({ params }) => params.who });
`;

describe.each([
  ['typescript', 'TypeScript', typescript, { pin: secrets.parameter }],
  ['powershell', 'PowerShell72', powershell, { Pin: secrets.parameter }],
  ['python', 'Python3', python, {}],
])('a hostile %s runbook', (name, type, source, parameters) => {
  test('tells nobody who follows it', { timeout: 240_000 }, async () => {
    await scene.publish(name, type, source);
    jobs[name] = await scene.run(name, parameters);
    const { followed } = jobs[name];
    expect(findSecrets(followed)).toEqual([]);
    // It came to its end, so it went all the ways; and its output is there, blanked.
    expect(followed).toContain('it was *** and *** and ***');
    expect(followed.match(/\*\*\*/g)!.length).toBeGreaterThan(60);
    expect(followed).toContain('careful: ***');
    expect(followed).toContain('"kind":"step"');
  });
});

test('no row of the database has a secret, in any form', async () => {
  const dump = await databaseDump(scene.plane);
  expect(dump).toContain('== job_stream');
  expect(dump).toContain('careful: ***');
  expect(findSecrets(dump)).toEqual([]);
});

test('no answer of the API has one', { timeout: 240_000 }, async () => {
  const names = Object.values(jobs).map(({ name }) => name);
  expect(names.length).toBe(3);
  const answers = await everyAnswer(scene.plane, names);
  expect(answers.length).toBeGreaterThan(100);
  expect(answers.flatMap(findSecrets)).toEqual([]);
});

test('no line of a log has one', () => {
  expect(findSecrets(scene.logLines.join('\n'))).toEqual([]);
});

test('the audit tells which job read them, and has none', async () => {
  const { items } = await scene.plane.automation.auditLog.query({ action: 'Microsoft.Automation' });
  const actions = items.map(({ action }) => action);
  for (const read of ['getVariable', 'getCredential', 'getCertificate', 'getConnection'])
    expect(actions.filter((action) => action.includes(read)).length).toBeGreaterThanOrEqual(3);
  expect(findSecrets(JSON.stringify(items))).toEqual([]);
});
