import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { pythonGroup, withoutPython } from '../../src/worker/testing/python.ts';
import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const guide = readFileSync(new URL('../../docs/python.md', import.meta.url), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

describe.skipIf(withoutPython)(pythonGroup, () => {
  let whole: TestSystem;
  beforeAll(async () => {
    whole = await startSystem();
  });
  afterAll(() => whole.stop());

  function tenantry(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      const env = { ...process.env, NO_COLOR: '1', TENANTRY_HOME: whole.home };
      execFile(process.execPath, [program, ...args], { env, cwd: whole.home }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  }

  test('the commands of docs/python.md do what it says, on the embedded tenant', async () => {
    writeFileSync(join(whole.home, 'list-people.py'), block('python'));
    const commands = block('sh').trim().split('\n');
    expect(commands).toHaveLength(2);
    const outcomes = [];
    for (const command of commands) {
      const [npx, name, ...args] = command.split(' ');
      expect([npx, name]).toEqual(['npx', 'tenantry']);
      outcomes.push(await tenantry(args));
    }
    const [imported, ran] = outcomes;
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('list-people Published') });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('Completed') });
    const people = Number(/^.*?(\d+) in Sales$/m.exec(ran!.stdout)?.[1]);
    expect(people).toBeGreaterThan(0);
    expect(ran!.stdout.match(/"displayName":/g)).toHaveLength(people);
  });

  test('bad syntax is told at publish, with line and column, and the draft stays one', async () => {
    writeFileSync(join(whole.home, 'broken.py'), 'import sys\nprint "old"\n');
    const imported = await tenantry(['runbook', 'import', 'broken.py', '--publish']);
    expect(imported.code).toBe(1);
    expect(imported.stderr).toMatch(/broken\.py\(2,\d+\): SyntaxError: .*print/);
  });

  test('assets of the account are there, and a missing one fails the job with the remedy', async () => {
    const { client } = whole.session;
    await client.variables.put('greeting', { value: 'Grüße', isEncrypted: false });
    await client.credentials.put('mailer', { userName: 'robot', password: 'correct-horse-battery' });
    writeFileSync(
      join(whole.home, 'assets.py'),
      [
        'import automationassets as assets',
        "print(assets.get_automation_variable('greeting'))",
        "print(assets.get_automation_credential('mailer')['password'])",
        "assets.get_automation_connection('nowhere')",
      ].join('\n'),
    );
    expect((await tenantry(['runbook', 'import', 'assets.py', '--publish'])).code).toBe(0);
    const job = await whole.ended(await whole.startJob('assets'));
    expect(job.status).toBe('Failed');
    expect(job.exception).toMatch(
      /^automationassets\.AutomationAssetNotFound: Connection 'nowhere' not found\. Create it/,
    );
    const streams = await Array.fromAsync(client.jobs.streams(job.name));
    const output = streams.filter(({ streamType }) => streamType === 'Output').map(({ summary }) => summary);
    // What an asset held is a secret for the job, encrypted or not.
    expect(output).toEqual(['***', '***']);
  });
});
