import { expect, test } from 'vitest';

import { examineMachine } from './examination.ts';
import { findBubblewrap, findProgram } from './isolation/bubblewrap.ts';
import { withoutPython } from './testing/python.ts';
import { packageRoot } from './testing/workshop.ts';

test('the machine is told as a worker finds it, with a remedy for whatever is not good', async () => {
  const findings = await examineMachine(packageRoot);
  const state = (subject: string) => findings.find((each) => each.subject === subject)?.state;
  expect(state('Node.js')).toBe('good');
  expect(state('disk')).toMatch(/good|weak/);
  expect(state('installed pwsh')).toMatch(/good|weak/);
  expect(state('TypeScript runbooks')).toBe('good');
  expect(state('Python 3 runbooks')).toBe(withoutPython ? 'missing' : 'good');
  expect(state('sandbox')).toBe(findBubblewrap() === undefined ? 'weak' : 'good');
  expect(state('limits')).toBe(findProgram('prlimit') === undefined ? 'weak' : 'good');
  expect(state('control groups')).toMatch(/good|weak/);
  expect(state('git')).toBe(findProgram('git') === undefined ? 'missing' : 'good');
  expect(['good', 'missing']).toContain(state('PowerShell runbooks'));
  for (const { state: found, remedy } of findings)
    expect(remedy ?? '').toMatch(found === 'good' ? /^$/ : /\.$/);
});

test('Python that will not do is missing, with what to install', async () => {
  const before = process.env['TENANTRY_PYTHON'];
  process.env['TENANTRY_PYTHON'] = '/nowhere/python3';
  try {
    expect(await examineMachine(packageRoot)).toContainEqual({
      subject: 'Python 3 runbooks',
      state: 'missing',
      found: expect.stringContaining('/nowhere/python3 does not run'),
      remedy: expect.stringContaining('Install Python 3.9'),
    });
  } finally {
    if (before === undefined) delete process.env['TENANTRY_PYTHON'];
    else process.env['TENANTRY_PYTHON'] = before;
  }
});
