import { expect, test } from 'vitest';

import { readRunbookFiles } from './runbook-file.ts';

const read = (files: Readonly<Record<string, string>>) =>
  readRunbookFiles(Object.entries(files).map(([name, content]) => ({ name, content })));

test('the ending says the language, a line or a file beside it says more, and that file has the last word', () => {
  expect(
    read({
      'a.ps1': 'plain',
      'b.PY': 'plain',
      'c.ts': '// tenantry-runbook: { "description": "in the text", "logVerbose": true }\n',
      'c.runbook.json': '{ "description": "beside" }',
      'd.ps1':
        '<# d #>\n# tenantry-runbook: { "type": "PowerShellWorkflow", "runtimeEnvironment": "graph" }\n',
      'readme.md': '# tenantry-runbook: {}',
    }),
  ).toEqual([
    { file: 'a.ps1', name: 'a', type: 'PowerShell72', content: 'plain' },
    { file: 'b.PY', name: 'b', type: 'Python3', content: 'plain' },
    expect.objectContaining({ name: 'c', type: 'TypeScript', description: 'beside', logVerbose: true }),
    expect.objectContaining({ name: 'd', type: 'PowerShellWorkflow', runtimeEnvironment: 'graph' }),
  ]);
});

test.each([
  ['# tenantry-runbook: {type}', /its line is no JSON/],
  ['# tenantry-runbook: { "type": 5 }', /its line is not valid: type/],
  ['# tenantry-runbook: { "publish": true }', /its line is not valid: .*publish/],
])('%s is told as what is wrong with the file', (content, fault) => {
  expect(read({ 'a.ps1': content })).toEqual([{ file: 'a.ps1', fault: expect.stringMatching(fault) }]);
});
