import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { canaryAttempts } from '../src/worker/isolation/canary-targets.ts';
import { usualLimits } from '../src/worker/isolation/limits.ts';
import { deniedCalls } from '../src/worker/isolation/system-calls.ts';

const document = readFileSync(new URL('../docs/isolation.md', import.meta.url), 'utf8');

test('the document tells the limits as they are', () => {
  const { fileBytes, openFiles, cpuSeconds, processes } = usualLimits;
  for (const figure of [
    `${fileBytes / 2 ** 20} MiB a file`,
    `${openFiles} open files`,
    `${cpuSeconds / 3_600} hours of processor time`,
    `${processes} processes and threads`,
  ])
    expect(document).toContain(figure);
});

test('as many things as it says are what the canary goes for', () => {
  expect(Object.keys(canaryAttempts)).toHaveLength(14);
  expect(document).toContain('goes for fourteen things');
});

test('what it says of system calls is in the filter', () => {
  for (const call of [
    'ptrace',
    'keyctl',
    'mount',
    'unshare',
    'io_uring_setup',
    'bpf',
    'init_module',
    'clock_settime',
  ])
    expect(deniedCalls).toHaveProperty(call);
});
