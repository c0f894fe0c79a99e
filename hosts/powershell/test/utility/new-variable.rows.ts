import { rowsOf } from '../rows.ts';

export const rows = rowsOf('New-Variable', [
  ['name and value', `New-Variable x 5; $x`, `5`],
  [
    'one that is there is an error',
    `$x = 1; New-Variable x 5; $x`,
    `
1

error VariableAlreadyExists,Microsoft.PowerShell.Commands.NewVariableCommand: A variable with name 'x' already exists.
`,
  ],
  ['-Force', `$x = 1; New-Variable x 5 -Force; $x`, `5`],
  [
    '-Option -Description -PassThru',
    `New-Variable x 5 -Option ReadOnly -Description d -PassThru | ForEach-Object { "$($_.Name) $($_.Value) $($_.Options) $($_.Description)" }`,
    `x 5 ReadOnly d`,
  ],
  ['-Scope', `function f { New-Variable x 5 -Scope Global }; f; $x`, `5`],
  [
    '-Visibility',
    `New-Variable x 5 -Visibility Private; (Get-Variable x -ErrorAction SilentlyContinue).Visibility`,
    ``,
  ],
  ['-WhatIf', `New-Variable x 5 -WhatIf; $null -eq $x`, `True`],
  ['no value', `New-Variable x; $null -eq $x`, `True`],
]);
