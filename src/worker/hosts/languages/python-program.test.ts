import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { pythonGroup, withoutPython } from '../../testing/python.ts';
import { packageRoot } from '../../testing/workshop.ts';
import { findInterpreter } from './python-interpreter.ts';

describe.skipIf(withoutPython)(pythonGroup, () => {
  test("the Python host's own tests pass", async () => {
    const python = await findInterpreter();
    const { executable } = 'reason' in python ? { executable: '' } : python;
    const folder = join(packageRoot, 'hosts/python/test');
    const command = ['-I', '-B', '-W', 'error', '-m', 'unittest', 'discover', '-s', folder, '-t', folder];
    // unittest writes to stderr, and ends with another code than 0 when a test failed: this rejects with what it wrote.
    const { stderr } = await promisify(execFile)(executable, command);
    expect(Number(/Ran (\d+) tests/.exec(stderr)?.[1])).toBeGreaterThan(15);
  });
});
