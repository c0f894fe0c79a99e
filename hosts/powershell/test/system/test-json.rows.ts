import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Test-Json', [
  ['good JSON', `Test-Json '{"a":[1,null]}'; '5' | Test-Json`, 'True\nTrue'],
  [
    'bad JSON is False, with an error',
    `Test-Json '{a' -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId`,
    'False\nInvalidJson,Microsoft.PowerShell.Commands.TestJsonCommand',
    'the id was another in earlier versions',
  ],
  [
    'of a file',
    `Set-Content a.json '[1]'; Test-Json -Path a.json; Test-Json -LiteralPath a.json`,
    'True\nTrue',
  ],
  [
    '-Options',
    `Test-Json '[1,]' -Options AllowTrailingCommas; Test-Json "[1] // end" -Options IgnoreComments; Test-Json '[1,]' -ErrorAction SilentlyContinue`,
    'True\nTrue\nFalse',
  ],
  [
    'a schema is refused',
    `try { Test-Json '{}' -Schema '{}' } catch { $_.FullyQualifiedErrorId }`,
    'JsonSchemaNotSupported,Microsoft.PowerShell.Commands.TestJsonCommand',
    'an installed pwsh checks schemas',
  ],
]);
