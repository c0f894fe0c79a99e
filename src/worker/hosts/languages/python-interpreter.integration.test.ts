import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { findInterpreter } from './python-interpreter.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pythons-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fake(name: string, script: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}
const says = (version: string): string =>
  `echo '{"version": ${version}, "executable": "/usr/bin/python", "folders": ["/usr"], "platform": {"machine": "x86_64", "libc": "glibc 2.36", "markers": {}}}'`;

test.each([
  ['too old', says('[3, 8, 18]'), /is Python 3\.8\.18$/],
  ['of another age', says('[2, 7, 18]'), /is Python 2\.7\.18$/],
  [
    'built without OpenSSL',
    `echo "ModuleNotFoundError: No module named '_ssl'" >&2; exit 1`,
    /No module named '_ssl'$/,
  ],
  ['no Python at all', 'echo hello', /does not run: /],
])('an interpreter that is %s is not taken, and the remedy says what is', async (name, script, reason) => {
  const found = await findInterpreter(await fake(name.replaceAll(' ', '-'), script));
  expect(found).toEqual({
    reason: expect.stringMatching(reason),
    remedy: expect.stringContaining('Python 3.9 or newer'),
  });
});

test('the one that is named is taken as it calls itself', async () => {
  const found = await findInterpreter(await fake('shim', says('[3, 13, 1]')));
  const platform = { machine: 'x86_64', libc: 'glibc 2.36', markers: {} };
  expect(found).toEqual({ executable: '/usr/bin/python', version: '3.13.1', folders: ['/usr'], platform });
});
