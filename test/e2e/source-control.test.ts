import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type TestSystem, startSystem } from '../system.ts';

const program = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const hasGit = (() => {
  try {
    return execFileSync('git', ['--version']).length > 0;
  } catch {
    return false;
  }
})();

if (!hasGit) test.skip('runbooks come from a repository (git is not installed)', () => {});

describe.skipIf(!hasGit)('runbooks from a repository', () => {
  const root = mkdtempSync(join(tmpdir(), 'tenantry-sources-'));
  const work = join(root, 'runbooks');
  let whole: TestSystem;

  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@contoso.example', ...words], {
      cwd: work,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
      .toString()
      .trim();
  function commit(files: Readonly<Record<string, string>>): string {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(work, name), content);
    git('add', '--all');
    git('commit', '--quiet', '--message', 'work');
    return git('rev-parse', 'HEAD');
  }
  const tenantry = (...argv: string[]): Promise<{ code: number; out: string; err: string }> =>
    promisify(execFile)(process.execPath, [program, ...argv, '--home', whole.home]).then(
      ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        out: error.stdout,
        err: error.stderr,
      }),
    );
  const source = (greeting: string): string => `import { defineRunbook } from 'tenantry/runbook';
import { z } from 'zod';
export default defineRunbook({
  parameters: z.object({ who: z.string() }),
  run: async ({ params }) => \`${greeting} \${params.who}\`,
});
`;

  beforeAll(async () => {
    mkdirSync(work);
    git('init', '--quiet', '--initial-branch=main');
    process.env['TENANTRY_SOURCE_FOLDERS'] = root;
    whole = await startSystem();
  });
  afterAll(async () => {
    delete process.env['TENANTRY_SOURCE_FOLDERS'];
    await whole?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('a commit becomes published runbooks that run; an older commit brings the older ones back', async () => {
    const { client } = whole.session;
    const first = commit({ 'greet.ts': source('hello'), 'readme.md': 'of ours' });
    const set = await tenantry(
      'source-control',
      'set',
      'local',
      '--url',
      pathToFileURL(work).href,
      '--branch',
      'main',
    );
    expect(set).toMatchObject({ code: 0 });
    const synced = await tenantry('source-control', 'sync', 'local');
    expect([synced.code, synced.out]).toEqual([
      0,
      `Read commit ${first}.\nImported greet (TypeScript), and has it published.\nPublished greet.\n`,
    ]);
    const output = async (): Promise<string> => {
      const job = await whole.startJob('greet', { who: 'Ada' });
      await whole.ended(job);
      return client.jobs.output(job);
    };
    expect(await output()).toBe('hello Ada\r\n');

    commit({ 'greet.ts': source('hi'), 'broken.ts': 'const x: number = "one";\n' });
    const faulty = await tenantry('source-control', 'sync', 'local');
    expect(faulty.code).not.toBe(0);
    expect(faulty.err).toMatch(/broken is a draft and was not published: broken\.ts\(1,7\)/);
    expect(await output()).toBe('hi Ada\r\n');

    const back = await tenantry('source-control', 'sync', 'local', '--commit', first.slice(0, 12));
    expect(back.code).toBe(0);
    expect(await output()).toBe('hello Ada\r\n');
    expect((await tenantry('source-control', 'list')).out).toContain(first.slice(0, 10));
  });

  test('a folder that nobody declared is refused', async () => {
    await tenantry(
      'source-control',
      'set',
      'else',
      '--url',
      pathToFileURL(fileURLToPath(new URL('../..', import.meta.url))).href,
    );
    const { code, err } = await tenantry('source-control', 'sync', 'else');
    expect([code === 0, err]).toEqual([false, expect.stringContaining('TENANTRY_SOURCE_FOLDERS')]);
    expect((await tenantry('source-control', 'remove', 'else')).out).toContain('removed else');
  });
});
