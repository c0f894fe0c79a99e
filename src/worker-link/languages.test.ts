import { expect, test } from 'vitest';

import { languageOfType } from './index.ts';

test.each([
  ['TypeScript', 'typescript'],
  ['python3', 'python'],
  ['Python', 'python'],
  ['PowerShell', 'powershell'],
  ['POWERSHELL72', 'powershell'],
  ['Python2', undefined],
  ['PowerShellWorkflow', 'powershell'],
  ['GraphPowerShellWorkflow', undefined],
  ['', undefined],
])('a runbook of type %o is written in %o', (type, language) => {
  expect(languageOfType(type)).toBe(language);
});
